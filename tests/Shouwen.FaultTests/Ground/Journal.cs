using System.Collections.Concurrent;
using System.Text;

namespace Shouwen.FaultTests.Ground;

/// <summary>What may be said of a write: its whole answer was read, or it went out and nothing is known.</summary>
public enum Verdict { Unacknowledged, Acknowledged }

/// <summary>One write as the client knows it; a note names the case on which it stands.</summary>
public sealed record Entry(string Key, string? On, Verdict Verdict, string? Number, long Position = 0);

/// <summary>
/// The client's own book of what it was told. A line stands on the disk, written through, only after the whole answer was
/// read; what was acknowledged must be there, what went out may be there once, what never went out must not be there.
/// </summary>
public sealed class Journal : IDisposable
{
    private readonly ConcurrentDictionary<string, Entry> entries = new();
    private readonly ConcurrentQueue<string> refused = new();
    private readonly FileStream file;
    private int cases;

    /// <summary>Two journals on one company need keys of their own.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Beside each acknowledgement stands how far something else had come by then.</summary>
    public Func<long> Position { get; init; } = () => 0;

    public Journal(string path) => file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1, FileOptions.WriteThrough);

    public IEnumerable<Entry> All => entries.Values;
    public IEnumerable<Entry> Cases => All.Where(e => e.On is null);
    public int Acknowledged => Volatile.Read(ref cases);
    public IReadOnlyCollection<string> Refused => refused;

    public void Sent(string key, string? on) => entries.TryAdd(key, new Entry(key, on, Verdict.Unacknowledged, null));

    public void Acknowledge(string key, string number)
    {
        var position = Position();
        var line = Encoding.UTF8.GetBytes($"{key} {number}\n");
        lock (file) file.Write(line);
        entries[key] = entries[key] with { Verdict = Verdict.Acknowledged, Number = number, Position = position };
        Interlocked.Increment(ref cases);
    }

    /// <summary>An answer that is neither yes nor "come back later".</summary>
    public void Refuse(string said) => refused.Enqueue(said);

    public void Dispose() => file.Dispose();
}
