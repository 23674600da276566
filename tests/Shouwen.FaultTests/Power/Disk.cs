using System.Buffers.Binary;

namespace Shouwen.FaultTests.Power;

/// <summary>One thing that was done to a file: a write, a truncation, or a sync of all before it.</summary>
public sealed record Act(char Kind, int File, long Offset, byte[] Data, long End);

/// <summary>
/// What stands on the disk if the power goes now: everything synced, and of what came later each write whole, not at all, or
/// in some of its sectors.
/// </summary>
public sealed class Disk(byte[] database)
{
    private const int Sector = 512;
    private readonly Dictionary<int, MemoryStream> durable = new() { [1] = Copy(database), [2] = new MemoryStream() };
    private readonly Dictionary<int, List<Act>> pending = new() { [1] = [], [2] = [] };

    /// <summary>Reads the witness's book.</summary>
    public static IEnumerable<Act> Read(string path)
    {
        using var book = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 20);
        var head = new byte[14];
        while (book.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length)
        {
            var kind = head[0] switch { 1 => 'w', 2 => 't', _ => 's' };
            var data = new byte[BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(10))];
            if (book.ReadAtLeast(data, data.Length, throwOnEndOfStream: false) < data.Length) yield break;
            yield return new Act(kind, head[1], BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(2)), data, book.Position);
        }
    }

    public void Do(Act act)
    {
        if (act.Kind != 's')
        {
            pending[act.File].Add(act);
            return;
        }
        foreach (var one in pending[act.File]) Apply(durable[act.File], one, _ => true);
        pending[act.File].Clear();
    }

    /// <summary>The two files as they are found after the power came back.</summary>
    public (byte[] Database, byte[] Log) Cut(Random dice) => (After(1, dice), After(2, dice));

    private byte[] After(int file, Random dice)
    {
        var image = Copy(durable[file].ToArray());
        foreach (var act in pending[file])
            switch (dice.Next(3))
            {
                case 0: Apply(image, act, _ => true); break;
                case 1 when act.Kind == 'w': Apply(image, act, _ => dice.Next(2) == 0); break;
            }
        return image.ToArray();
    }

    private static void Apply(MemoryStream file, Act act, Func<int, bool> reaches)
    {
        if (act.Kind == 't')
        {
            file.SetLength(act.Offset);
            return;
        }
        for (var at = 0; at < act.Data.Length;)
        {
            // Sectors are those of the disk, not of the write.
            var length = (int)Math.Min(Sector - (act.Offset + at) % Sector, act.Data.Length - at);
            if (reaches(at))
            {
                file.Position = act.Offset + at;
                file.Write(act.Data, at, length);
            }
            at += length;
        }
    }

    private static MemoryStream Copy(byte[] content)
    {
        var copy = new MemoryStream();
        copy.Write(content);
        return copy;
    }
}
