namespace Shouwen.Kernel.Attachments;

/// <summary>A kind of file that may be attached: how it is served, and how its content must begin.</summary>
public sealed record FileKind(string Extension, string MediaType, bool IsPicture = false, bool OpensInBrowser = false, int At = 0, params string[] Begins)
{
    /// <summary>So many bytes are enough to recognise every kind.</summary>
    public const int HeadLength = 16;

    /// <summary>Nothing that a browser or a computer would run: no HTML, no SVG, no programs.</summary>
    public static readonly IReadOnlyList<FileKind> All =
    [
        new("jpg", "image/jpeg", true, true, 0, "FFD8FF"),
        new("jpeg", "image/jpeg", true, true, 0, "FFD8FF"),
        new("png", "image/png", true, true, 0, "89504E470D0A1A0A"),
        new("gif", "image/gif", true, true, 0, "47494638"),
        new("webp", "image/webp", true, true, 8, "57454250"),
        new("heic", "image/heic", false, false, 4, "66747970"),
        new("pdf", "application/pdf", false, true, 0, "25504446"),
        new("txt", "text/plain; charset=utf-8"),
        new("csv", "text/csv; charset=utf-8"),
        new("doc", "application/msword", false, false, 0, "D0CF11E0"),
        new("xls", "application/vnd.ms-excel", false, false, 0, "D0CF11E0"),
        new("ppt", "application/vnd.ms-powerpoint", false, false, 0, "D0CF11E0"),
        new("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false, false, 0, "504B0304"),
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false, false, 0, "504B0304"),
        new("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", false, false, 0, "504B0304"),
        new("zip", "application/zip", false, false, 0, "504B0304", "504B0506"),
        new("mp3", "audio/mpeg", false, true, 0, "494433", "FFFB", "FFF3", "FFF2"),
        new("wav", "audio/wav", false, true, 0, "52494646"),
        new("m4a", "audio/mp4", false, true, 4, "66747970"),
        new("amr", "audio/amr", false, false, 0, "2321414D52"),
        new("mp4", "video/mp4", false, true, 4, "66747970"),
        new("mov", "video/quicktime", false, false, 4, "66747970", "6D6F6F76", "77696465"),
    ];

    /// <summary>The kind that a name claims; null when no such file may be attached.</summary>
    public static FileKind? Of(string name)
    {
        var extension = Path.GetExtension(name).TrimStart('.').ToLowerInvariant();
        return All.FirstOrDefault(k => k.Extension == extension);
    }

    /// <summary>Whether the content begins as its name promises; plain text has no beginning of its own.</summary>
    public bool Fits(ReadOnlySpan<byte> head)
    {
        if (Begins.Length == 0) return head.IndexOf((byte)0) < 0;
        if (head.Length < At) return false;
        var found = Convert.ToHexString(head[At..]);
        return Begins.Any(b => found.StartsWith(b, StringComparison.Ordinal));
    }
}
