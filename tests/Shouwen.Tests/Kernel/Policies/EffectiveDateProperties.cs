using FsCheck;
using FsCheck.Fluent;
using Shouwen.Kernel.Policies;

namespace Shouwen.Tests.Kernel.Policies;

/// <summary>Which value holds for a unit on a date, against the slowest way of finding out.</summary>
public sealed class EffectiveDateProperties
{
    private static readonly Parameter<int> Days = Parameters.Number("test.days", "Days", 3, "PLAT-020");
    private static readonly string[] Units = ["", "/1/", "/1/2/", "/1/2/3/", "/1/20/", "/2/"];
    private static readonly DateOnly First = new(2026, 1, 1);

    private sealed record Set(string Unit, int Value, int From, int At);

    [Fact, Requirement("PLAT-020")]
    public void The_value_that_holds_agrees_with_a_naive_reading()
    {
        var set = from unit in Gen.Elements(Units)
                  from value in Gen.Choose(1, 9)
                  from day in Gen.Choose(0, 20)
                  from at in Gen.Choose(0, 5)
                  select new Set(unit, value, day, at);
        var scenario = from rows in Gen.Choose(0, 12).SelectMany(n => set.ListOf(n))
                       from unit in Gen.Elements(Units)
                       from day in Gen.Choose(-2, 22)
                       select (Rows: rows.ToList(), Unit: unit, Day: day);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(scenario.ToArbitrary(), s =>
        {
            var values = s.Rows.Select(r => new ParameterValue
            {
                Code = Days.Code, UnitPath = r.Unit, Value = r.Value.ToString(), EffectiveFrom = First.AddDays(r.From),
                Reason = "", ByName = "", ById = default, At = DateTime.UnixEpoch.AddDays(r.At),
            }).ToList();
            new Policy(values.ToLookup(v => v.Code)).Read(Days, s.Unit, First.AddDays(s.Day)).ShouldBe(Naive(values, s.Unit, First.AddDays(s.Day)));
        }));
    }

    /// <summary>Walks up from the unit; on each step the newest value by effective date, then by when it was entered.</summary>
    private static int Naive(List<ParameterValue> values, string unit, DateOnly on)
    {
        for (var path = unit; ; path = path[..(path[..^1].LastIndexOf('/') + 1)])
        {
            if (path == "/") path = "";
            ParameterValue? best = null;
            foreach (var value in values.Where(v => v.UnitPath == path && v.EffectiveFrom <= on))
                if (best is null || value.EffectiveFrom > best.EffectiveFrom || value.EffectiveFrom == best.EffectiveFrom && (value.At > best.At || value.At == best.At && value.Id.CompareTo(best.Id) > 0))
                    best = value;
            if (best is not null) return int.Parse(best.Value);
            if (path.Length == 0) return 3;
        }
    }
}
