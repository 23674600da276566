using System.Net;
using System.Text.RegularExpressions;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Tests.Fixtures;
using House = Shouwen.Tests.Fixtures.House;

namespace Shouwen.Tests.HouseRules;

/// <summary>
/// Every way × every role × every scope, over HTTP, from the live table of ways. A record of another branch is not there: by its
/// number or key in the address, the query or the body the answer is that of a number that never was, nothing changes, and no
/// list, count, search, report, export or notice is different for its being there.
/// </summary>
public sealed partial class ScopeMatrixTests(ITestOutputHelper output)
{
    [Fact, Requirement("PLAT-002")]
    public async Task Everything_that_can_point_at_a_record_has_a_reviewed_line()
    {
        await using var house = await House.Open(Engine.Sqlite);
        var live = Matrix.Of(house).SelectMany(ScopeTable.Wanted).Distinct().ToList();
        var known = ScopeTable.Rows.Select(r => (r.Method, r.Path, r.Member)).ToHashSet();
        if (live.Where(l => !known.Contains(l)).ToList() is { Count: > 0 } missing)
            Assert.Fail($"Say what these point at and add their lines to {ScopeTable.File} (a new kind of record is made in {nameof(TwoBranches)}):\n" + string.Join('\n', missing.Select(m => $"{m.Method},{m.Path},{m.Member},{Guess(m.Path, m.Member)}")));
        known.Except(live).ShouldBeEmpty($"take these lines out of {ScopeTable.File}");
    }

    [Theory, OnBothEngines, Requirement("PLAT-001"), Requirement("PLAT-002")]
    public async Task What_belongs_to_another_branch_is_not_there_by_any_way_in_any_role_and_scope(Engine engine)
    {
        await using var world = await TwoBranches.Make(engine);
        await using var footprint = await Footprint.Of(world.House);
        var check = new Checks();
        var ways = Matrix.Of(world.House).Guarded().Where(w => w.Path != "/sign-out").ToList();
        var alsoForPrograms = ways.Where(w => w.IsApi).Select(w => w.UseCase).ToHashSet();
        var before = "";
        foreach (var (login, role, scope) in world.People)
        {
            using var caller = await Caller.Of(world.House, login);
            before = await footprint.Read();
            foreach (var way in ways)
            {
                if (!world.May(role, way))
                {
                    if (scope == Turn(role)) await Refused(way);
                    continue;
                }
                // A form is the same use case as its twin for programs: each role sends it in one scope, who may do everything in all.
                if (!way.IsApi && alsoForPrograms.Contains(way.UseCase) && role != TwoBranches.EverythingRole && scope != Turn(role)) continue;
                foreach (var row in ScopeTable.Of(way).Where(r => world.East.Of.ContainsKey(r.Kind)))
                {
                    if (scope == DataScope.All)
                    {
                        if (way.Method == "GET" && role == TwoBranches.EverythingRole) check.That((int)(await Ask(way, row, world.East)).Status == 200, $"{Name(way, row)}: not there with scope all, so the test proves nothing");
                        continue;
                    }
                    Compare(way, row, await Ask(way, row, world.East), await Ask(way, row, Strange(world.East)));
                    await Unchanged(Name(way, row));
                }
            }

            async Task Refused(Way way)
            {
                var status = (int)(await caller.Send(way, world.Url(way, null, null, world.West), world.Typed(), null, null)).Status;
                // The page under a refused form is itself looked up: a record that is not there is "not found", which tells no more than "denied".
                check.That(status == 403 || status == 404 && !way.IsApi && way.Method == "POST", $"{role}/{scope} {way.Method} {way.Path}: {status}, expected to be denied");
                await Unchanged($"{role} {way.Method} {way.Path}");
            }

            async Task<Said> Ask(Way way, ScopeRow row, Records records)
            {
                var type = ScopeTable.Members(way).FirstOrDefault(m => m.Name == row.Member).Type ?? typeof(string);
                var value = records.Point(row.Kind, type);
                return await caller.Send(way, world.Url(way, row.Member, value, scope == DataScope.All ? world.East : world.West), world.Typed(), way.Path.Contains($"{{{row.Member}}}") ? null : row.Member, value);
            }

            void Compare(Way way, ScopeRow row, Said foreign, Said strange)
            {
                var at = $"{role}/{scope} {Name(way, row)}";
                check.That(foreign.Status == strange.Status, $"{at}: {(int)foreign.Status} for a foreign record, {(int)strange.Status} for none");
                check.That(foreign.Shape == strange.Shape, $"{at}: the answers differ: {Difference(foreign.Shape, strange.Shape)}");
                check.That(!foreign.Body.Contains(TwoBranches.Mark), $"{at}: something of the foreign record came back");
                if (way.Path.Contains($"{{{row.Member}}}")) check.That(foreign.Status == HttpStatusCode.NotFound, $"{at}: {(int)foreign.Status} instead of not found {Short(foreign.Body)}");
            }

            async Task Unchanged(string at)
            {
                var after = await footprint.Read();
                check.That(after == before, $"{role}/{scope} {at}: refused, and yet something changed");
                before = after;
            }
        }
        output.WriteLine($"{engine}: {check.Made:N0} assertions over {ways.Count} ways, {world.People.Count} people");
        check.Done();
        check.Made.ShouldBeGreaterThan(5_000);
    }

    [Theory, OnBothEngines, Requirement("PLAT-002")]
    public async Task No_list_count_search_report_or_export_tells_that_more_happened_elsewhere(Engine engine)
    {
        await using var world = await TwoBranches.Make(engine);
        var check = new Checks();
        var lists = Matrix.Of(world.House).Guarded().Where(w => ScopeTable.Of(w).All(r => !world.East.Of.ContainsKey(r.Kind) || !w.Path.Contains($"{{{r.Member}}}")))
            .Where(w => w.Method == "GET" || w.Path.EndsWith("/address-book", StringComparison.Ordinal)).Where(w => ScopeTable.Of(w).All(r => r.Kind != "whole")).ToList();
        var alsoForPrograms = lists.Where(w => w.IsApi).Select(w => w.UseCase).ToHashSet();
        // Exports and prints leave a line in one's own trail: they are looked at after everything else.
        var exports = lists.Where(w => w.Method != "GET" || w.Path.EndsWith("/csv", StringComparison.Ordinal) || w.Path == "/cases/register").ToHashSet();
        var callers = new List<(Caller Caller, string Role, DataScope Scope)>();
        foreach (var (login, role, scope) in world.People.Where(p => p.Scope != DataScope.All || p.Role == TwoBranches.EverythingRole)) callers.Add((await Caller.Of(world.House, login), role, scope));

        var seen = await Look(w => !exports.Contains(w));
        await world.MoreInTheEast();
        Compare(seen, await Look(w => !exports.Contains(w)));
        var taken = await Look(exports.Contains);
        await world.MoreInTheEast();
        Compare(taken, await Look(exports.Contains));
        output.WriteLine($"{engine}: {check.Made:N0} assertions over {lists.Count} lists, reports and exports, {callers.Count} people");
        foreach (var (caller, _, _) in callers) caller.Dispose();
        check.Done();

        async Task<Dictionary<(string Role, DataScope Scope, string Way, string Query), Said>> Look(Func<Way, bool> chosen)
        {
            var said = new Dictionary<(string, DataScope, string, string), Said>();
            foreach (var (caller, role, scope) in callers)
            foreach (var way in lists.Where(w => chosen(w) && world.May(role, w) && (w.IsApi || !alsoForPrograms.Contains(w.UseCase) || role == TwoBranches.EverythingRole || scope == Turn(role))))
            foreach (var query in role == TwoBranches.EverythingRole ? world.Queries(way) : [""])
            {
                var url = world.Url(way, null, null, world.West) + (query.Length == 0 ? "" : "?" + query);
                said[(role, scope, $"{way.Method} {way.Path}", query)] = await caller.Send(way, url, world.Typed(), null, null);
            }
            return said;
        }

        void Compare(Dictionary<(string Role, DataScope Scope, string Way, string Query), Said> first, Dictionary<(string Role, DataScope Scope, string Way, string Query), Said> second)
        {
            var noticed = 0;
            foreach (var (key, earlier) in first)
            {
                var (at, later) = ($"{key.Role}/{key.Scope} {key.Way}?{key.Query}", second[key]);
                if (key.Scope == DataScope.All)
                {
                    noticed += earlier.Shape == later.Shape ? 0 : 1;
                    continue;
                }
                check.That((int)earlier.Status < 500 && earlier.Status != HttpStatusCode.Forbidden, $"{at}: {(int)earlier.Status}");
                check.That(earlier.Shape == later.Shape, $"{at}: it differs when more happens elsewhere: {Difference(earlier.Shape, later.Shape)}");
                if (!Uri.UnescapeDataString(key.Query).Contains(TwoBranches.Mark)) check.That(!later.Body.Contains(TwoBranches.Mark), $"{at}: something of another branch is shown");
                check.That(world.East.Traces.FirstOrDefault(t => !key.Query.Contains(t) && later.Body.Contains(t, StringComparison.OrdinalIgnoreCase)) is null, $"{at}: a key or number of another branch is shown");
            }
            check.That(noticed > 0, "who may see all notices nothing either, so the test proves nothing");
        }
    }

    /// <summary>The scope in which a role does what it need not do in every scope.</summary>
    private static DataScope Turn(string role) => (DataScope)(role.Sum(c => c) % 4);

    private static string Name(Way way, ScopeRow row) => $"{way.Method} {way.Path} {row.Member}";

    private static string Short(string text) => text.Length > 300 ? text[..300] : text;

    /// <summary>Numbers and keys of the same form that were never given.</summary>
    private static Records Strange(Records records) => new(records.Of.ToDictionary(r => r.Key, r => (new Guid("01900000-0000-7000-8000-00000000ffff"), Digits().Replace(r.Value.Number, "999999"))));

    private static string Difference(string one, string other)
    {
        var at = one.Zip(other).TakeWhile(p => p.First == p.Second).Count();
        return $"…{one[Math.Max(0, at - 60)..Math.Min(one.Length, at + 80)]}… against …{other[Math.Max(0, at - 60)..Math.Min(other.Length, at + 80)]}…";
    }

    private static string Guess(string path, string member) => member switch
    {
        "-" => "none",
        "number" => path.Contains("/cases/") ? "case" : path.Contains("/customers/") ? "customer" : path.Contains("/contacts/") ? "contact" : path.Contains("/callbacks/") ? "callback" : "?",
        "customer" or "proposed" or "customerId" => "customer", "contact" or "contactId" => "contact", "caseId" or "caseNumber" => "case", "promiseId" => "promise",
        "id" when path.Contains("/obligations") => "obligation", "id" when path.Contains("/persons") => "person",
        _ => "directory",
    };

    [GeneratedRegex(@"\d{6}$")]
    private static partial Regex Digits();
}
