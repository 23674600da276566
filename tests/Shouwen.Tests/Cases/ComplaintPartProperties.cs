using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Reporting;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Cases.Reports;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Cases;

/// <summary>However the complaints of a year are divided, the sum of the parts is the whole.</summary>
public sealed class ComplaintPartProperties
{
    private static readonly string[] Units = ["/1/", "/1/2/", "/1/2/3/", "/1/20/", "/1/4/"];

    [Fact, Requirement("RPT-017")]
    public void Parts_written_down_and_read_again_add_up_to_the_whole()
    {
        foreach (var seed in Gen.Sample(Gen.Choose(0, 1_000_000), 60))
        {
            var random = new Random(seed);
            var lines = Lines(random);
            var (whole, sum) = (new ComplaintPart(ComplaintPart.Every), new ComplaintPart(ComplaintPart.Every));
            foreach (var line in lines) whole.Add(line);
            foreach (var part in lines.GroupBy(_ => random.Next(4)))
            {
                var one = new ComplaintPart(ComplaintPart.Every);
                foreach (var line in part) one.Add(line);
                // Some parts come as raw lines, others as they were kept.
                if (part.Key > 0) sum.TryAdd(one.ToBytes(), null).ShouldBeTrue();
                else foreach (var line in part) sum.Add(line);
            }
            sum.ToBytes().ShouldBe(whole.ToBytes(), $"seed {seed}");
            foreach (var by in ComplaintPart.Every) Rows(sum, by).ShouldBe(Rows(whole, by), $"seed {seed}, {by}");
        }
    }

    [Fact, Requirement("RPT-017")]
    public void A_kept_part_gives_of_each_unit_what_its_lines_give()
    {
        foreach (var seed in Gen.Sample(Gen.Choose(0, 1_000_000), 40))
        {
            var lines = Lines(new Random(seed));
            var whole = new ComplaintPart(ComplaintPart.Every);
            foreach (var line in lines) whole.Add(line);
            foreach (var unit in Units)
            {
                var (kept, raw) = (new ComplaintPart("factor"), new ComplaintPart("factor"));
                kept.TryAdd(whole.ToBytes(), unit).ShouldBeTrue();
                foreach (var line in lines.Where(l => l.UnitPath.StartsWith(unit, StringComparison.Ordinal))) raw.Add(line);
                kept.ToBytes().ShouldBe(raw.ToBytes(), $"seed {seed}, {unit}");
            }
        }
    }

    [Fact, Requirement("RPT-017")]
    public void Mean_and_median_are_those_of_the_single_times()
    {
        foreach (var seed in Gen.Sample(Gen.Choose(0, 1_000_000), 40))
        {
            var lines = Lines(new Random(seed));
            var sum = new ComplaintCount();
            foreach (var line in lines) sum.Add(line);
            var hours = lines.Where(l => l.AnsweredAt is not null).Select(l => (decimal)Math.Round((l.AnsweredAt!.Value - l.ReceivedAt).TotalMinutes, MidpointRounding.AwayFromZero)).Order().ToList();
            var row = sum.Row("x", 1, 1).Values;
            if (hours.Count == 0) { (row["mean"], row["median"]).ShouldBe((null, null)); continue; }
            var middle = hours.Count % 2 == 1 ? hours[hours.Count / 2] : (hours[hours.Count / 2 - 1] + hours[hours.Count / 2]) / 2;
            (row["mean"], row["median"]).ShouldBe((Math.Round(hours.Average() / 60, 1, MidpointRounding.AwayFromZero), Math.Round(middle / 60, 1, MidpointRounding.AwayFromZero)), $"seed {seed}");
        }
    }

    [Fact, Requirement("RPT-017")]
    public void A_damaged_part_adds_nothing()
    {
        var part = new ComplaintPart(ComplaintPart.Every);
        foreach (var line in Lines(new Random(1))) part.Add(line);
        var bytes = part.ToBytes();
        foreach (var asked in new[] { ComplaintPart.Every, [ComplaintPart.Every[^1]] })
        {
            var seen = new ComplaintPart(asked);
            var empty = seen.ToBytes();
            for (var length = 0; length < bytes.Length; length++) seen.TryAdd(bytes[..length], null).ShouldBeFalse($"{length} of {bytes.Length}");
            // The length of the first grouping leads back to the beginning.
            var circle = bytes.ToArray();
            BitConverter.GetBytes(-(ComplaintPart.Every[0].Length + 5)).CopyTo(circle, ComplaintPart.Every[0].Length + 1);
            seen.TryAdd(circle, null).ShouldBeFalse();
            seen.ToBytes().ShouldBe(empty);
        }
    }

    [Fact]
    public void Months_and_gaps_make_up_the_period()
    {
        foreach (var seed in Gen.Sample(Gen.Choose(0, 1_000_000), 100))
        {
            var random = new Random(seed);
            var from = new DateOnly(2025, 1, 1).AddDays(random.Next(400));
            var to = from.AddDays(random.Next(500));
            var months = Months.Between(from.Day == 1 ? from : Months.Of(from).AddMonths(1), Months.Of(to.AddDays(1)).AddMonths(-1)).Where(_ => random.Next(3) > 0).ToList();
            var days = months.SelectMany(m => Days(m, m.AddMonths(1).AddDays(-1))).Concat(Months.Gaps(from, to, months).SelectMany(g => Days(g.From, g.To))).Order().ToList();
            days.ShouldBe(Days(from, to), $"seed {seed}");
        }
    }

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to) => Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays);

    private static List<ComplaintLine> Lines(Random random) => [.. Enumerable.Range(0, random.Next(0, 80)).Select(_ =>
    {
        var received = SetClock.Shanghai("2025-01-01 00:00").AddMinutes(random.Next(365 * 24 * 60)).AddMicroseconds(random.Next(60_000_000));
        return new ComplaintLine(Units[random.Next(Units.Length)], received, random.Next(3) == 0 ? null : (Cause)random.Next(3), (Severity)random.Next(3), (Emotion)random.Next(5), (Channel)random.Next(3),
            [.. CaseWords.Factors.Where(_ => random.Next(6) == 0)], random.Next(3) == 0 ? null : (Validity)random.Next(3),
            random.Next(4) == 0 ? null : received.AddSeconds(random.Next(-100, 2_000_000)), random.Next(6) == 0 ? null : (ObligationState)random.Next(5));
    })];

    private static string Rows(ComplaintPart part, string by) =>
        JsonSerializer.Serialize(part.Of(by).OrderBy(c => c.Key, StringComparer.Ordinal).ThenBy(c => c.Unit, StringComparer.Ordinal).Select(c => c.Count.Row(c.Key + c.Unit, 1, 1).Values));
}
