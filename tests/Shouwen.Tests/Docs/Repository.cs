namespace Shouwen.Tests.Docs;

/// <summary>The checkout that the tests were built from, and documents that tests keep up to date.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>The document says what the code says; with SHOUWEN_WRITE_DOCS=1 it is written instead.</summary>
    public static void ShouldBeTheDocument(this string text, string relative)
    {
        var file = PathOf(relative);
        if (Environment.GetEnvironmentVariable("SHOUWEN_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
        var written = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        (written == text).ShouldBeTrue($"{relative} is stale. Write it anew: docs/requirements.sh");
    }

    private static string Find(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.Combine(at, "Shouwen.slnx"))) return at;
        throw new InvalidOperationException("The tests must run inside the checkout.");
    }
}
