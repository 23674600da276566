using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shouwen.Kernel.UseCases;

namespace Shouwen.CommandLine;

/// <summary>
/// A backup: one archive with the database as an SQLite file, the attachments under their hashes, and a list of both with their
/// checksums. The same form for both engines, so that a backup of one can be restored into the other. The archive's remark at its end seals
/// every byte before it: also one whose change would happen to unpack to the same content.
/// </summary>
internal static class BackupFile
{
    public const string Database = "shouwen.db";
    private const string List = "manifest.json";
    private const string Files = "attachments/";
    private const int SealLength = 2 * SHA256.HashSizeInBytes;

    /// <summary>The first form had no seal; backups of that time are judged by their list alone.</summary>
    private const int FirstSealed = 2;

    /// <summary>What this program writes, and the newest that it reads.</summary>
    private const int Newest = FirstSealed;

    /// <summary>What a list of any form says of itself.</summary>
    private sealed record Head(int Form);

    private sealed record Manifest(int Form, DateTime MadeAt, string DatabaseSha, IReadOnlyList<string> Attachments);

    /// <summary>Writes the archive under another name and renames it when it is whole.</summary>
    public static async Task Write(string path, string database, IReadOnlyList<string> attachments, Func<string, Stream?> open, DateTime now, TextWriter output, CancellationToken ct)
    {
        var part = path + ".part";
        await using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            await using (var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, null, ct))
            {
                archive.Comment = new string('0', SealLength);
                string sha;
                await using (var content = File.OpenRead(database)) sha = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
                await using (var content = File.OpenRead(database)) await Add(archive, Database, content, CompressionLevel.Fastest, ct);
                var kept = new List<string>();
                foreach (var attachment in attachments)
                {
                    await using var content = open(attachment);
                    if (content is null) { await output.WriteLineAsync($"The content of attachment {attachment} is missing from the store."); continue; }
                    await Add(archive, Files + attachment, content, CompressionLevel.NoCompression, ct);
                    kept.Add(attachment);
                }
                await using var list = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new Manifest(Newest, now, sha, kept)));
                await Add(archive, List, list, CompressionLevel.Fastest, ct);
            }
            file.Flush();
            var seal = await SealOf(part, ct);
            file.Position = file.Length - SealLength;
            await file.WriteAsync(seal, ct);
            file.Flush(flushToDisk: true);
        }
        File.Move(part, path, overwrite: true);
    }

    /// <summary>Unpacks into an empty folder and compares every byte with the list; anything missing or changed is refused.</summary>
    public static async Task<DateTime> Unpack(string path, string folder, CancellationToken ct)
    {
        try
        {
            await using var archive = await ZipFile.OpenReadAsync(path, ct);
            var list = await Bytes(Entry(archive, List), ct);
            // Before anything else of it is believed: a newer form may mean something else by the same words.
            if (JsonSerializer.Deserialize<Head>(list) is { Form: > Newest } later) throw new Refusal("backup.newer", "The backup has form {0}; this program reads forms up to {1}. Restore it with a newer version of the program. Nothing was restored.", later.Form, Newest);
            var manifest = JsonSerializer.Deserialize<Manifest>(list) ?? throw Damaged(List);
            if (manifest.Form >= FirstSealed && !await IsSealed(path, ct)) throw Damaged(Path.GetFileName(path));
            await Take(archive, Database, Path.Combine(folder, Database), manifest.DatabaseSha, ct);
            foreach (var sha in manifest.Attachments) await Take(archive, Files + sha, Path.Combine(folder, Files, sha[..2], sha), sha, ct);
            return manifest.MadeAt;
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException)
        {
            throw Damaged(Path.GetFileName(path));
        }
    }

    private static async Task<bool> IsSealed(string path, CancellationToken ct)
    {
        var said = new byte[SealLength];
        await using var file = File.OpenRead(path);
        file.Position = Math.Max(0, file.Length - SealLength);
        await file.ReadExactlyAsync(said, ct);
        var right = await SealOf(path, ct);
        return said.AsSpan().SequenceEqual(right);
    }

    /// <summary>The hash of everything before the seal, as its text.</summary>
    private static async Task<byte[]> SealOf(string path, CancellationToken ct)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var (left, buffer) = (file.Length - SealLength, new byte[1 << 16]);
        for (; left > 0; left -= buffer.Length)
        {
            var read = await file.ReadAtLeastAsync(buffer, (int)Math.Min(left, buffer.Length), throwOnEndOfStream: true, ct);
            sum.AppendData(buffer, 0, (int)Math.Min(left, read));
        }
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(sum.GetHashAndReset()));
    }

    private static async Task Add(ZipArchive archive, string name, Stream content, CompressionLevel level, CancellationToken ct)
    {
        await using var entry = await archive.CreateEntry(name, level).OpenAsync(ct);
        await content.CopyToAsync(entry, ct);
    }

    private static async Task Take(ZipArchive archive, string name, string target, string expected, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await using (var file = File.Create(target))
        await using (var entry = await Entry(archive, name).OpenAsync(ct)) await entry.CopyToAsync(file, ct);
        await using var content = File.OpenRead(target);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct)) != expected) throw Damaged(name);
    }

    private static async Task<byte[]> Bytes(ZipArchiveEntry entry, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await using (var content = await entry.OpenAsync(ct)) await content.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }

    private static ZipArchiveEntry Entry(ZipArchive archive, string name) => archive.GetEntry(name) ?? throw Damaged(name);

    private static Refusal Damaged(string name) => new("backup.damaged", "The backup is damaged: {0} is missing or was changed. Nothing was restored.", name);
}
