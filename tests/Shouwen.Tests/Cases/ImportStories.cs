using Shouwen.Kernel.Notices;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Import;
using Shouwen.Modules.Cases.Model;
using Shouwen.Tests.Docs;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Cases;

/// <summary>Cases of another system, taken over through the mapping that the documentation shows.</summary>
public sealed class ImportStories
{
    private const string File = """
        unique_key,created_date,closed_date,complaint_type,descriptor,incident_address,cross_street_1,cross_street_2,borough,city,resolution_description,status,open_data_channel_type
        1,2026-01-05T10:00:00.000,2026-01-06T10:00:00.000,Noise,Loud Music,1 MAIN ST,A,B,BRONX,NEW YORK,Talked to them,Closed,PHONE
        2,2026-01-05T11:00:00.000,2026-01-20T10:00:00.000,Noise,"Loud, very",2 MAIN ST,A,B,BRONX,NEW YORK,,Closed,ONLINE
        3,2026-01-05T12:00:00.000,,Plumbing,Leak,3 MAIN ST,A,B,BRONX,NEW YORK,,Open,MOBILE
        4,2026-01-05T13:00:00.000,2026-01-05T14:00:00.000,New Tree Request,One Address,4 MAIN ST,A,B,BRONX,NEW YORK,Planted,Closed,OTHER
        5,2026-02-27T10:00:00.000,,Noise,Banging,5 MAIN ST,A,B,BRONX,NEW YORK,,In Progress,PHONE
        6,05/01/2026,,Noise,Banging,6 MAIN ST,A,B,BRONX,NEW YORK,,Open,PHONE
        1,2026-01-05T10:00:00.000,,Noise,Banging,7 MAIN ST,A,B,BRONX,NEW YORK,,Open,PHONE
        8,2026-01-06T10:00:00.000,2026-01-05T10:00:00.000,Noise,Banging,8 MAIN ST,A,B,BRONX,NEW YORK,,Closed,PHONE
        """;

    private static List<CaseRow> Rows()
    {
        var map = CaseMap.Read(System.IO.File.ReadAllText(Repository.PathOf("docs/operations/examples/nyc-311.map.json")));
        return [.. CaseFile.Read(new StringReader(File), map)];
    }

    [Fact, Requirement("PLAT-014")]
    public void What_cannot_be_understood_is_refused_with_its_line_and_the_rest_is_read()
    {
        using var _ = Speaking.English();
        var rows = Rows();
        rows.Where(r => r.Case is null).Select(r => (r.Line, string.Join("; ", r.Faults))).ShouldBe([
            (7, "created_date: '05/01/2026' is not a date"), (8, "unique_key: 1 already stands in line 2"), (9, "closed_date: closed before it was received")]);
        rows.Select(r => r.Case).OfType<ImportCase>().Select(c => c.Type).ShouldBe([CaseType.Complaint, CaseType.Complaint, CaseType.Repair, CaseType.Suggestion, CaseType.Complaint]);
        SetClock.Local(rows[0].Case!.ReceivedAt).ShouldBe("2026-01-05 23:00", "ten in New York");
    }

    [Theory, OnBothEngines, Requirement("PLAT-014")]
    public async Task Imported_cases_keep_their_times_and_duties_end_as_of_then_and_nobody_is_disturbed(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var numbers = new Dictionary<string, string>();
        foreach (var row in Rows().Where(r => r.Case is not null)) numbers[row.Key] = (await house.As("admin").Run(row.Case!)).Number;
        await house.Settle();

        var (met, missed) = (await house.Case(numbers["1"]), await house.Case(numbers["2"]));
        (SetClock.Local(met.ReceivedAt), SetClock.Local(met.ClosedAt!.Value), met.Answer).ShouldBe(("2026-01-05 23:00", "2026-01-06 23:00", "Talked to them"));
        missed.Answer.ShouldBe("Closed in the system it came from.");
        (await house.Duty(met.Id, "complaint.answer")).State.ShouldBe(ObligationState.Met);
        var late = await house.Duty(missed.Id, "complaint.answer");
        (late.State, SetClock.Local(late.FulfilledAt!.Value)).ShouldBe((ObligationState.Missed, "2026-01-20 23:00"));
        (await house.Duty((await house.Case(numbers["3"])).Id, "repair.answer")).State.ShouldBe(ObligationState.Missed);
        (await house.Duty((await house.Case(numbers["5"])).Id, "complaint.answer")).State.ShouldBe(ObligationState.Open);
        (await house.Notices(missed.Id)).ShouldBeEmpty();
    }

    [Theory, OnBothEngines, Requirement("PLAT-014")]
    public async Task The_same_file_again_imports_nothing(Engine engine)
    {
        await using var house = await House.Open(engine);
        foreach (var row in Rows().Where(r => r.Case is not null)) (await house.As("admin").Run(row.Case!)).IsNew.ShouldBeTrue();
        var duties = await house.Count<Obligation>();
        foreach (var row in Rows().Where(r => r.Case is not null)) (await house.As("admin").Run(row.Case!)).IsNew.ShouldBeFalse();
        (await house.Count<Case>(), await house.Count<Obligation>()).ShouldBe((5, duties));
    }
}
