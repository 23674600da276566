using Shouwen.Kernel.Exchange;
using Shouwen.Kernel.Notices;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Import;
using Shouwen.Modules.Cases.Lists;
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
            (7, "created_date: '05/01/2026' is not a date"), (9, "closed_date: closed before it was received")]);
        rows.Select(r => r.Case).OfType<ImportCase>().Select(c => c.Type).ShouldBe([CaseType.Complaint, CaseType.Complaint, CaseType.Repair, CaseType.Suggestion, CaseType.Complaint, CaseType.Complaint]);
        rows.Single(r => r.Case?.RepeatsLine is not null).ShouldSatisfyAllConditions(r => r.Line.ShouldBe(8), r => r.Case!.RepeatsLine.ShouldBe(2));
        SetClock.Local(rows[0].Case!.ReceivedAt).ShouldBe("2026-01-05 23:00", "ten in New York");
    }

    [Theory, OnBothEngines, Requirement("PLAT-014")]
    public async Task A_time_before_all_registers_is_refused_with_its_column_and_what_to_do(Engine engine)
    {
        using var _ = Speaking.English();
        var map = CaseMap.Read(System.IO.File.ReadAllText(Repository.PathOf("docs/operations/examples/nyc-311.map.json")));
        string[] lines = [.. File.Split('\n')];
        var row = CaseFile.Read(new StringReader(lines[0] + '\n' + lines[1].Replace("2026-01-05T", "1026-01-05T", StringComparison.Ordinal)), map).Single();
        row.Faults.ShouldBe(["created_date: '1026-01-05T10:00:00.000' lies before 1990-01-01; correct the date, or dateFormats in the mapping"]);

        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var early = Rows()[0].Case! with { ReceivedAt = SetClock.Shanghai("1989-12-31 23:59") };
        var refused = await Should.ThrowAsync<InvalidInput>(() => house.As("admin").Run(early));
        refused.Errors.ShouldHaveSingleItem().ShouldBe(new("receivedAt", "This lies before 1990-01-01: please correct the date."));
        (await house.As("admin").Run(early with { ReceivedAt = SetClock.Shanghai("1990-01-01 00:00") })).What.ShouldBe(TakenAs.Imported);
        var typed = Stories.A(CaseType.Complaint) with { OccurredAt = SetClock.Shanghai("1026-03-01 09:00"), TimeIsTyped = true, Explanation = "补录" };
        (await Should.ThrowAsync<InvalidInput>(() => house.As("lin").Run(typed))).Errors.ShouldHaveSingleItem().Key.ShouldBe("occurredAt");
    }

    [Theory, OnBothEngines, Requirement("PLAT-014")]
    public async Task Imported_cases_keep_their_times_and_duties_end_as_of_then_and_nobody_is_disturbed(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var numbers = new Dictionary<string, string>();
        foreach (var row in Rows().Where(r => r.Case is { RepeatsLine: null })) numbers[row.Key] = (await house.As("admin").Run(row.Case!)).Number;
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
        var today = await house.As("lin").Run(Stories.A(CaseType.Complaint) with { Subject = "Noise" });
        (await house.As("chen").Ask(new CaseList(Q: "noise"))).Items.Select(c => c.Number).ShouldBe([today.Number, numbers["5"], numbers["2"], numbers["1"]], "by words too the newest are those received last");
    }

    [Theory, OnBothEngines, Requirement("PLAT-014")]
    public async Task The_same_file_again_imports_nothing(Engine engine)
    {
        await using var house = await House.Open(engine);
        foreach (var row in Rows().Where(r => r.Case is not null)) (await house.As("admin").Run(row.Case!)).What.ShouldBe(row.Line == 8 ? TakenAs.Undecided : TakenAs.Imported);
        var duties = await house.Count<Obligation>();
        foreach (var row in Rows().Where(r => r.Case is not null)) (await house.As("admin").Run(row.Case!)).What.ShouldBe(row.Line == 8 ? TakenAs.Undecided : TakenAs.Known);
        (await house.Count<Case>(), await house.Count<Obligation>()).ShouldBe((5, duties));
    }

    /// <summary>A hundred rows: three that cannot be taken, two whose key stands before.</summary>
    private static string Hundred()
    {
        var lines = File.Split('\n')[0] + '\n' + string.Join('\n', Enumerable.Range(1, 95).Select(n => $"{n},2026-01-05T10:00:00.000,,Noise,Noise {n},{n} MAIN ST,A,B,BRONX,NEW YORK,,Open,PHONE"));
        return lines + """

            96,05/01/2026,,Noise,Banging,6 MAIN ST,A,B,BRONX,NEW YORK,,Open,PHONE
            97,2026-01-06T10:00:00.000,2026-01-05T10:00:00.000,Noise,Banging,8 MAIN ST,A,B,BRONX,NEW YORK,,Closed,PHONE
            ,2026-01-06T10:00:00.000,,Noise,Banging,8 MAIN ST,A,B,BRONX,NEW YORK,,Open,PHONE
            1,2026-01-05T10:00:00.000,,Noise,Noise again,1 MAIN ST,A,B,BRONX,NEW YORK,,Open,PHONE
            2,2026-01-05T10:00:00.000,,Noise,Noise 2,2 MAIN ST,A,B,BRONX,NEW YORK,,Open,PHONE
            """;
    }

    private static async Task<List<RowTaken>> Import(House house, Func<CaseRow, Duplicate> decide, bool isRehearsal = false)
    {
        var map = CaseMap.Read(System.IO.File.ReadAllText(Repository.PathOf("docs/operations/examples/nyc-311.map.json")));
        return await new CaseImport(house.Door).Run(CaseFile.Read(new StringReader(Hundred()), map), await house.As("admin").Actor(), decide, isRehearsal).ToListAsync();
    }

    private static string Counted(IEnumerable<RowTaken> rows) => string.Join(", ", rows.CountBy(r => r.What).OrderBy(c => c.Key).Select(c => $"{c.Value} {c.Key}"));

    [Theory, OnBothEngines, Requirement("PLAT-014")]
    public async Task Of_a_hundred_rows_with_three_faults_and_two_duplicates_95_are_saved_3_listed_and_2_wait_for_a_decision(Engine engine)
    {
        using var _ = Speaking.English();
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        const string wanted = "95 Imported, 2 Undecided, 3 Refused";
        Counted(await Import(house, r => Duplicate.Ask, isRehearsal: true)).ShouldBe(wanted);
        (await house.Count<Case>()).ShouldBe(0);

        var rows = await Import(house, r => Duplicate.Ask);
        Counted(rows).ShouldBe(wanted);
        (await house.Count<Case>()).ShouldBe(95);
        rows.Where(r => r.What == TakenAs.Refused).Select(r => $"{r.Line}: {r.Said}").ShouldBe(["97: created_date: '05/01/2026' is not a date", "98: closed_date: closed before it was received", "99: unique_key: the key is empty"]);
        rows.Where(r => r.What == TakenAs.Undecided).ShouldAllBe(r => r.Said.StartsWith("AJ"));
        Counted(await Import(house, r => Duplicate.Ask)).ShouldBe("95 Known, 2 Undecided, 3 Refused");

        Counted(await Import(house, r => r.Line == 100 ? Duplicate.Update : Duplicate.Add)).ShouldBe("1 Imported, 95 Known, 1 Updated, 3 Refused");
        (await house.Count<Case>()).ShouldBe(96);
        await using var db = house.Db();
        db.Cases.Single(c => c.ImportKey == "1").Subject.ShouldContain("Noise again");
        Counted(await Import(house, r => Duplicate.Skip)).ShouldContain("3 Skipped", Shouldly.Case.Sensitive, "line 2 now says something else than the case, and so does nothing by itself");
        (await house.Count<Case>()).ShouldBe(96);
    }

    [Theory, OnBothEngines, Requirement("PLAT-014")]
    public async Task The_same_matter_under_another_key_is_a_duplicate_too(Engine engine)
    {
        await using var house = await House.Open(engine, "2026-03-02 09:00");
        var one = Rows()[0].Case! with { Customer = new("王建国", "13800001234") };
        var first = await house.As("admin").Run(one);
        var twin = await house.As("admin").Run(one with { Key = "B-17" });
        twin.ShouldBe(new ImportCase.Result(first.Number, TakenAs.Undecided));
        (await house.As("admin").Run(one with { Key = "B-17", Duplicate = Duplicate.Add })).What.ShouldBe(TakenAs.Imported);
        (await house.As("admin").Run(one with { Key = "B-17", Duplicate = Duplicate.Add })).What.ShouldBe(TakenAs.Known);
        (await house.Count<Case>()).ShouldBe(2);
    }

    [Fact, Requirement("PLAT-014")]
    public void Decisions_are_written_filled_in_and_read_again()
    {
        var file = new DecisionFile();
        file.Note(100, "1", "AJ260001", Duplicate.Ask);
        file.Note(101, "a,b", "line 3", Duplicate.Skip);
        var text = System.Text.Encoding.UTF8.GetString(file.Write());
        var read = DecisionFile.Read(new StringReader(text.Replace("AJ260001,", "AJ260001,Update", StringComparison.Ordinal)));
        (read.Of(100, "1"), read.Of(101, "a,b"), read.Of(101, "other"), read.Of(7, "")).ShouldBe((Duplicate.Update, Duplicate.Skip, Duplicate.Ask, Duplicate.Ask));
        Should.Throw<Refusal>(() => DecisionFile.Read(new StringReader(text.Replace("AJ260001,", "AJ260001,perhaps", StringComparison.Ordinal))));
    }

    [Fact, Requirement("PLAT-014")]
    public async Task The_command_line_lists_duplicates_takes_decisions_from_a_file_and_sums_up()
    {
        await using var house = await House.Open(Engine.Sqlite, "2026-03-02 09:00");
        var folder = Directory.CreateTempSubdirectory("shouwen-import-").FullName;
        var (csv, decisions) = (Path.Combine(folder, "requests.csv"), Path.Combine(folder, "decisions.csv"));
        await System.IO.File.WriteAllTextAsync(csv, Hundred());
        string[] words = ["import", "cases", csv, "--map", Repository.PathOf("docs/operations/examples/nyc-311.map.json"), "--user", "admin", "--decisions", decisions];

        var (code, said) = await Executable.Run(house.Installation, words);
        code.ShouldBe(0, said);
        said.ShouldContain("100 rows: 95 imported, 0 already known, 3 refused, 2 duplicates to decide.");
        said.ShouldContain("line 100, 1: stands already as AJ");
        await System.IO.File.WriteAllTextAsync(decisions, (await System.IO.File.ReadAllTextAsync(decisions)).Replace(",\r\n", ",add\r\n", StringComparison.Ordinal));
        (_, said) = await Executable.Run(house.Installation, words);
        said.ShouldContain("100 rows: 2 imported, 95 already known, 3 refused.");
        (await house.Count<Case>()).ShouldBe(97);
        Directory.Delete(folder, recursive: true);
    }
}
