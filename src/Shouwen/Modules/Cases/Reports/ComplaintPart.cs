using System.Globalization;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Reporting;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Contracts;

namespace Shouwen.Modules.Cases.Reports;

/// <summary>What the analysis reads of a complaint; its first duty to answer says whether it was answered in time.</summary>
public sealed record ComplaintLine(string UnitPath, DateTime ReceivedAt, Cause? Cause, Severity Severity, Emotion Emotion, Channel Channel, List<string> Factors, Validity? Validity, DateTime? AnsweredAt, ObligationState? Due);

/// <summary>
/// A part of the complaints, counted by grouping, key and unit. Parts of other days are added to it, from raw lines or from what is
/// kept: both ways lead through the same sums. By month each complaint is counted once, by factor as often as it has factors.
/// </summary>
public sealed class ComplaintPart(params string[] groupings)
{
    /// <summary>Raise it when anything below is counted or written in another way.</summary>
    public const int Form = 1;

    public const string Month = "month";
    public static readonly string[] Every = [Month, "factor", "cause", "severity", "emotion", "channel"];

    private readonly Dictionary<(string By, string Key, string Unit), ComplaintCount> counts = [];
    private (DateTime From, DateTime To, string Name) month;

    /// <summary>The keys of a grouping with the unit of each count.</summary>
    public IEnumerable<(string Key, string Unit, ComplaintCount Count)> Of(string by) => counts.Where(c => c.Key.By == by).Select(c => (c.Key.Key, c.Key.Unit, c.Value));

    public void Add(ComplaintLine line)
    {
        foreach (var by in groupings)
        foreach (var key in Keys(line, by))
            At(by, key, line.UnitPath).Add(line);
    }

    private ComplaintCount At(string by, string key, string unit)
    {
        if (!counts.TryGetValue((by, key, unit), out var count)) counts[(by, key, unit)] = count = new ComplaintCount();
        return count;
    }

    private IEnumerable<string> Keys(ComplaintLine line, string by) => by switch
    {
        "cause" => [line.Cause is { } cause ? cause + "|cause" : "Not yet known"],
        "severity" => [line.Severity + "|severity"],
        "emotion" => [line.Emotion + "|emotion"],
        "channel" => [line.Channel + "|channel"],
        Month => [MonthOf(line.ReceivedAt)],
        _ => line.Factors.Count == 0 ? ["Not coded"] : line.Factors.Select(f => f + "|factor"),
    };

    /// <summary>Lines come in the order of their days: most are of the month of the one before.</summary>
    private string MonthOf(DateTime at)
    {
        if (at < month.From || at >= month.To)
        {
            var first = Months.Of(at);
            month = (Months.Begin(first), Months.Begin(first.AddMonths(1)), first.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        }
        return month.Name;
    }

    /// <summary>The same counts make the same bytes. Each grouping tells its length, so that a reader may pass over it.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        foreach (var by in groupings)
        {
            var section = Section(Of(by).OrderBy(c => c.Key, StringComparer.Ordinal).ThenBy(c => c.Unit, StringComparer.Ordinal).ToList());
            writer.Write(by);
            writer.Write(section.Length);
            writer.Write(section);
        }
        return bytes.ToArray();
    }

    private static byte[] Section(List<(string Key, string Unit, ComplaintCount Count)> cells)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write7BitEncodedInt(cells.Count);
        foreach (var (key, unit, count) in cells)
        {
            writer.Write(key);
            writer.Write(unit);
            count.Write(writer);
        }
        return bytes.ToArray();
    }

    /// <summary>Adds what is kept of another part, of the units below one where one is asked for; a damaged part is not added, and the nightly check finds it.</summary>
    public bool TryAdd(byte[] kept, string? unit)
    {
        try
        {
            foreach (var (at, count) in Read(kept, unit is { Length: > 0 } ? PathRange.Below(unit) : PathRange.All)) At(at.By, at.Key, at.Unit).Add(count);
            return true;
        }
        catch (Exception damage) when (damage is IOException or FormatException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The whole part is read before any of it is added; each grouping that is asked for must be there.</summary>
    private List<((string By, string Key, string Unit) At, ComplaintCount Count)> Read(byte[] kept, PathRange units)
    {
        var (found, wanted) = (new List<((string, string, string), ComplaintCount)>(), groupings.ToHashSet());
        using var reader = new BinaryReader(new MemoryStream(kept));
        while (reader.BaseStream.Position < kept.Length)
        {
            var (by, length) = (reader.ReadString(), reader.ReadInt32());
            if (length < 0 || length > kept.Length - reader.BaseStream.Position) throw new EndOfStreamException();
            if (!wanted.Remove(by)) reader.BaseStream.Seek(length, SeekOrigin.Current);
            else
                for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
                {
                    var (key, unit, count) = (reader.ReadString(), reader.ReadString(), ComplaintCount.Read(reader));
                    if (units.Covers(unit)) found.Add(((by, key, unit), count));
                }
        }
        return wanted.Count == 0 ? found : throw new EndOfStreamException();
    }
}
