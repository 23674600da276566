using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Reporting;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Modules.Cases.Reports;

/// <summary>How many complaints there were, how they were judged and answered, and after how many whole minutes each was answered.</summary>
public sealed class ComplaintCount
{
    private readonly List<int> minutes = [];
    private int judged, upheld, due, met;

    public int Count { get; private set; }

    public void Add(ComplaintLine line)
    {
        Count++;
        if (line.Validity is { } validity) (judged, upheld) = (judged + 1, upheld + (validity == Validity.Upheld ? 1 : 0));
        if (line.Due is ObligationState.Met or ObligationState.Missed) (due, met) = (due + 1, met + (line.Due == ObligationState.Met ? 1 : 0));
        if (line.AnsweredAt is { } at) minutes.Add((int)Math.Round((at - line.ReceivedAt).TotalMinutes, MidpointRounding.AwayFromZero));
    }

    public void Add(ComplaintCount other)
    {
        (Count, judged, upheld, due, met) = (Count + other.Count, judged + other.judged, upheld + other.upheld, due + other.due, met + other.met);
        minutes.AddRange(other.minutes);
    }

    public static ComplaintCount Sum(IEnumerable<ComplaintCount> counts)
    {
        var sum = new ComplaintCount();
        foreach (var one in counts) sum.Add(one);
        return sum;
    }

    public ReportRow Row(string key, int whole, int running)
    {
        Order();
        return new ReportRow(new Dictionary<string, object?>
        {
            ["group"] = key, ["count"] = Count, ["share"] = new Rate(Count, whole), ["cumulative"] = new Rate(running, whole),
            ["upheld"] = new Rate(upheld, judged), ["inTime"] = new Rate(met, due),
            ["mean"] = minutes.Count == 0 ? null : Hours((decimal)minutes.Sum(m => (long)m) / minutes.Count), ["median"] = Median(),
        });
    }

    /// <summary>A year has far more answers than there are minutes within which they came: they are counted rather than compared.</summary>
    private void Order()
    {
        if (minutes.Count == 0) return;
        var (least, most) = (minutes.Min(), minutes.Max());
        if ((long)most - least > 4L * minutes.Count)
        {
            minutes.Sort();
            return;
        }
        var times = new int[most - least + 1];
        foreach (var minute in minutes) times[minute - least]++;
        minutes.Clear();
        for (var i = 0; i < times.Length; i++)
            for (var left = times[i]; left > 0; left--) minutes.Add(least + i);
    }

    private decimal? Median() => minutes.Count == 0 ? null
        : Hours(minutes.Count % 2 == 1 ? minutes[minutes.Count / 2] : ((decimal)minutes[minutes.Count / 2 - 1] + minutes[minutes.Count / 2]) / 2);

    private static decimal Hours(decimal minutes) => Math.Round(minutes / 60, 1, MidpointRounding.AwayFromZero);

    /// <summary>Numbers in as few bytes as they need; the times in order, each as what it is more than the one before it.</summary>
    public void Write(BinaryWriter writer)
    {
        Order();
        foreach (var number in (int[])[Count, judged, upheld, due, met, minutes.Count]) writer.Write7BitEncodedInt(number);
        var before = 0;
        foreach (var minute in minutes)
        {
            writer.Write7BitEncodedInt(minute - before);
            before = minute;
        }
    }

    public static ComplaintCount Read(BinaryReader reader)
    {
        var count = new ComplaintCount
        {
            Count = reader.Read7BitEncodedInt(), judged = reader.Read7BitEncodedInt(), upheld = reader.Read7BitEncodedInt(),
            due = reader.Read7BitEncodedInt(), met = reader.Read7BitEncodedInt(),
        };
        var (left, minute) = (reader.Read7BitEncodedInt(), 0);
        for (; left > 0; left--) count.minutes.Add(minute += reader.Read7BitEncodedInt());
        return count;
    }
}
