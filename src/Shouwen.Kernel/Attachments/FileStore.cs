using System.Security.Cryptography;
using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Attachments;

/// <summary>Content that has safely reached the disk.</summary>
public sealed record StoredFile(string Sha, long Size, byte[] Head);

/// <summary>
/// Where the bytes of attachments stand: one file for each content, named by its hash, never changed. Several nodes share
/// the folder. Content is on the disk before the row that names it is committed; what no row names is swept away later.
/// </summary>
public sealed class FileStore(Installation installation, TimeProvider time)
{
    private string Root => Path.Combine(installation.Storage, "attachments");

    /// <summary>Writes the content and waits until it would survive a power cut.</summary>
    public async Task<StoredFile> Put(Stream content, CancellationToken ct)
    {
        Directory.CreateDirectory(Root);
        var temporary = Path.Combine(Root, $"{Ids.New():N}.part");
        try
        {
            await using var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete | FileShare.Read, 1 << 16, useAsync: true);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var head = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
            {
                hash.AppendData(buffer, 0, read);
                head.Write(buffer, 0, (int)Math.Min(read, FileKind.HeadLength - head.Length));
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }
            var sha = Convert.ToHexStringLower(hash.GetHashAndReset());
            var target = PathOf(sha);
            file.Flush(flushToDisk: true);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (!File.Exists(target)) File.Move(temporary, target, overwrite: true);
            // Content that was already there is made young again, so that the sweep does not take it from under the new row.
            File.SetLastWriteTimeUtc(target, time.GetUtcNow().UtcDateTime);
            // Once more under its new name: only then has the folder's entry reached the disk as well.
            file.Flush(flushToDisk: true);
            return new StoredFile(sha, file.Length, head.ToArray());
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The content, or null when it is missing from the store.</summary>
    public Stream? Open(string sha) => File.Exists(PathOf(sha)) ? new FileStream(PathOf(sha), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, useAsync: true) : null;

    /// <summary>What has lain here since before the given time: the candidates of the sweep.</summary>
    public IEnumerable<(string Sha, string Path)> Before(DateTime utc) => !Directory.Exists(Root) ? [] :
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Where(path => File.GetLastWriteTimeUtc(path) < utc)
            .Select(path => (Path.GetFileName(path), path));

    public string PathOf(string sha) => Path.Combine(Root, sha[..2], sha);
}
