namespace Shouwen.FaultTests.Ground;

/// <summary>A disk in memory that can be filled to the last byte; only root may mount one.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }
    private string Filler => Path.Combine(Folder, "filler");

    public static async Task<SmallDisk> Mount(int megabytes, bool forPostgres, string? at = null)
    {
        if (!Programs.IsRoot) Assert.Skip("Only root may mount a small disk.");
        var folder = Directory.CreateDirectory(at ?? Sites.NewFolder()).FullName;
        if (await Programs.Try("mount", null, "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder) is var (code, said) && code != 0) Assert.Skip("No disk could be mounted: " + said);
        if (!forPostgres) return new SmallDisk(folder);
        Directory.CreateDirectory(Path.Combine(folder, "space"));
        await Programs.Run("chown", "-R", "postgres", folder);
        // PostgreSQL must be able to come through.
        for (var above = folder; above is { Length: > 4 }; above = Path.GetDirectoryName(above)!) File.SetUnixFileMode(above, File.GetUnixFileMode(above) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return new SmallDisk(folder);
    }

    /// <summary>Leaves not one byte.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        for (var chunk = 1 << 20; chunk >= 512; chunk /= 2)
            try
            {
                while (true) file.Write(new byte[chunk]);
            }
            catch (IOException) { }
    }

    public void Free() => File.Delete(Filler);

    /// <summary>Makes room by taking all contents but some away.</summary>
    public void Empty(int keep)
    {
        foreach (var path in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Order().Skip(keep)) File.Delete(path);
    }

    public async ValueTask DisposeAsync() => await Programs.Run("umount", "-l", Folder);
}
