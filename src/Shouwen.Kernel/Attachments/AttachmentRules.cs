using Shouwen.Kernel.Access;
using Shouwen.Kernel.Policies;

namespace Shouwen.Kernel.Attachments;

/// <summary>Which files may be attached (PLAT-006).</summary>
public static class AttachmentRules
{
    /// <summary>No setting lets a request grow beyond this.</summary>
    public const int MostMegabytes = 200;

    public static readonly Parameter<int> Largest = Parameters.Number("attachment.max", "Attachments: largest file, in MB", 20, "PLAT-006", assumed: true, least: 1, most: MostMegabytes);

    public static readonly Parameter<WordSet> Types = Parameters.Words("attachment.types", "Attachments: kinds of files",
        "jpg, jpeg, png, gif, webp, heic, pdf, txt, csv, doc, docx, xls, xlsx, ppt, pptx, mp3, wav, m4a, amr, mp4, mov",
        [.. FileKind.All.Select(k => k.Extension)], "PLAT-006", assumed: true);
}

/// <summary>Everyone who sees a record may add to it; taking away what someone else added needs a right.</summary>
public static class AttachmentPermissions
{
    public static readonly Permission Remove = Permission.Declare("attachments.remove", "Remove files that others attached");
}
