using System.Text.RegularExpressions;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.HouseRules;

/// <summary>
/// What the reviewed table cannot know: a field that nobody took for a pointer, a link that leads deeper, a stream. A foreign number
/// or key is written into every field of every way, every link of someone who sees everything is followed by those who do not.
/// </summary>
public sealed partial class ScopeProbeTests(ITestOutputHelper output)
{
    private static readonly DataScope[] Narrow = [DataScope.Own, DataScope.Team, DataScope.Unit, DataScope.Territory];

    [Theory, OnBothEngines, Requirement("PLAT-002")]
    public async Task Whatever_field_a_foreign_number_is_written_into_nothing_of_the_record_comes_back(Engine engine)
    {
        await using var world = await TwoBranches.Make(engine);
        var check = new Checks();
        var before = await Footprint(world);
        using var caller = await Caller.Of(world.House, Login(DataScope.Unit));
        // What changes the asker's own account would end the asking.
        var ways = Matrix.Of(world.House).Guarded().Where(w => !w.Path.StartsWith("/me", StringComparison.Ordinal) && w.Path != "/live").OrderBy(w => w.Method == "GET" ? 0 : 1).ToList();
        foreach (var way in ways)
        {
            foreach (var (name, type, _) in ScopeTable.Members(way))
            foreach (var pointer in Pointers(world.East, type))
            {
                var isPlace = way.Path.Contains($"{{{name}}}");
                var said = await caller.Send(way, world.Url(way, isPlace ? name : null, isPlace ? pointer : null, world.West), world.Typed(), isPlace ? null : name, pointer);
                var at = $"{way.Method} {way.Path} {name} = {pointer}";
                check.That((int)said.Status < 500, $"{at}: {(int)said.Status}");
                // A command keeps what was typed and shows it again: there only what was never typed can give a record away.
                var leak = way.Method == "GET" ? Leak(world, Without(pointer, said.Body)) : said.Body.Contains(TwoBranches.Mark) ? TwoBranches.Mark : null;
                check.That(leak is null, $"{at}: {leak} came back");
            }
            if (way.Method != "GET") check.That(await Footprint(world) == before, $"{way.Method} {way.Path}: a foreign record was changed");
        }
        output.WriteLine($"{engine}: {check.Made:N0} assertions over {ways.Count} ways");
        check.Done();
        check.Made.ShouldBeGreaterThan(4_000);
    }

    /// <summary>From lists to records, from figures to the rows behind them, to files, prints and exports: all that is offered to who sees everything.</summary>
    [Theory, OnBothEngines, Requirement("PLAT-002")]
    public async Task A_link_of_who_sees_everything_shows_others_nothing(Engine engine)
    {
        await using var world = await TwoBranches.Make(engine);
        var check = new Checks();
        using var director = await Caller.Of(world.House, Login(DataScope.All));
        var pages = Matrix.Of(world.House).Guarded().Where(w => w is { Method: "GET", IsApi: false } && w.Path != "/live").ToList();
        var (links, shown) = (new HashSet<string>(), 0);
        foreach (var way in pages)
            foreach (var url in ScopeTable.Of(way).Any(r => way.Path.Contains($"{{{r.Member}}}")) ? new[] { world.Url(way, null, null, world.East) } : [way.Path])
                foreach (Match link in Links().Matches((await director.Send(way, url, world.Typed(), null, null)).Body)) links.Add(System.Net.WebUtility.HtmlDecode(link.Groups[1].Value));
        links.RemoveWhere(l => l.StartsWith("/language", StringComparison.Ordinal) || l.StartsWith("/sign-out", StringComparison.Ordinal) || l.StartsWith("/lib", StringComparison.Ordinal));
        var any = pages[0];
        foreach (var link in links) shown += Leak(world, Without(link, (await director.Send(any, link, world.Typed(), null, null)).Body)) is null ? 0 : 1;
        foreach (var scope in Narrow)
        {
            using var caller = await Caller.Of(world.House, Login(scope));
            foreach (var link in links)
            {
                var said = await caller.Send(any, link, world.Typed(), null, null);
                check.That((int)said.Status < 500, $"{scope} {link}: {(int)said.Status}");
                var leak = Leak(world, Without(link, said.Body));
                check.That(leak is null, $"{scope} {link}: {leak} is shown");
            }
        }
        output.WriteLine($"{engine}: {check.Made:N0} assertions over {links.Count} links, of which {shown} show something of the other branch to who sees everything");
        check.Done();
        shown.ShouldBeGreaterThan(30, "links that show nothing to anybody prove nothing");
    }

    [Theory, OnBothEngines, Requirement("PLAT-002")]
    public async Task Nobody_listens_to_a_record_of_another_branch(Engine engine)
    {
        await using var world = await TwoBranches.Make(engine);
        var (check, own) = (new Checks(), 0);
        var live = Matrix.Of(world.House).Single(w => w.Path == "/live");
        foreach (var (login, role, scope) in world.People.Where(p => p.Scope != DataScope.All))
        {
            using var caller = await Caller.Of(world.House, login);
            foreach (var (kind, (id, _)) in world.East.Of)
            {
                var foreign = await caller.Send(live, $"/live?on={kind}/{id}", world.Typed(), null, null);
                var strange = await caller.Send(live, $"/live?on={kind}/01900000-0000-7000-8000-00000000ffff", world.Typed(), null, null);
                check.That((int)foreign.Status == 404 && foreign.Shape == strange.Shape, $"{role}/{scope} {kind}: {(int)foreign.Status} for a foreign record, {(int)strange.Status} for none");
                own += role == TwoBranches.EverythingRole && scope == DataScope.Unit && (int)(await caller.Send(live, $"/live?on={kind}/{world.West.Of[kind].Id}", world.Typed(), null, null)).Status == 200 ? 1 : 0;
            }
        }
        output.WriteLine($"{engine}: {check.Made:N0} assertions over {world.East.Of.Count} kinds, {world.People.Count} people");
        check.Done();
        own.ShouldBeGreaterThan(3, "records of one's own branch can be listened to");
    }

    /// <summary>Telephones are masked wherever they appear; whole ones are only in the form in which they are changed and in the answer to the one who gave a reason.</summary>
    [Theory, OnBothEngines, Requirement("CUST-014")]
    public async Task No_answer_shows_a_whole_telephone(Engine engine)
    {
        await using var world = await TwoBranches.Make(engine);
        var (check, masked) = (new Checks(), 0);
        var ways = Matrix.Of(world.House).Guarded().Where(w => w.Method == "GET" && w.Path is not ("/live" or "/customers/{number}/edit")).ToList();
        foreach (var (login, role, scope) in world.People.Where(p => p.Scope == DataScope.All))
        {
            using var caller = await Caller.Of(world.House, login);
            foreach (var way in ways.Where(w => world.May(role, w)))
            {
                var said = await caller.Send(way, world.Url(way, null, null, world.West), world.Typed(), null, null);
                var whole = Whole().Match(said.Body);
                check.That(!whole.Success, $"{role} {way.Path}: {whole.Value} is whole");
                if (Masked().IsMatch(said.Body)) masked++;
            }
        }
        output.WriteLine($"{engine}: {check.Made:N0} assertions over {ways.Count} ways, {masked} of the answers with a masked telephone");
        check.Done();
        masked.ShouldBeGreaterThan(20, "answers without any telephone prove nothing");
    }

    private static string Login(DataScope scope) => $"{TwoBranches.EverythingRole}-{scope}".ToLowerInvariant();

    private static IEnumerable<string> Pointers(Records east, Type type)
    {
        if (type == typeof(Guid)) return east.Of.Values.Select(v => v.Id.ToString());
        if (type != typeof(string) && type != typeof(List<string>) && type != typeof(string[])) return [];
        return east.Of.Values.Select(v => v.Number).Where(n => n.Length > 0).Append(east.Of["case"].Id.ToString()).Append($"case/{east.Of["case"].Id}");
    }

    /// <summary>What of the other branch stands in a text.</summary>
    private static string? Leak(TwoBranches world, string text) =>
        text.Contains(TwoBranches.Mark) ? TwoBranches.Mark : world.East.Traces.FirstOrDefault(t => text.Contains(t, StringComparison.OrdinalIgnoreCase));

    /// <summary>What was asked for may be said again.</summary>
    private static string Without(string link, string body)
    {
        foreach (var asked in link.Split('/', '?', '&', '=', '#').Select(Uri.UnescapeDataString).Where(p => p.Length > 3)) body = body.Replace(asked, "#").Replace(Uri.EscapeDataString(asked), "#");
        return body;
    }

    /// <summary>The rows of the other branch as they stand.</summary>
    private static async Task<string> Footprint(TwoBranches world)
    {
        await using var db = world.House.Db();
        var ids = world.East.Of.ToDictionary(v => v.Key, v => v.Value.Id);
        var (matter, customer, contact, callback, person) = (db.Cases.Single(c => c.Id == ids["case"]), db.Customers.Single(c => c.Id == ids["customer"]), db.Contacts.Single(c => c.Id == ids["contact"]), db.Callbacks.Single(c => c.Id == ids["callback"]), db.ContactPersons.Single(p => p.Id == ids["person"]));
        var (promise, duty, violation) = (db.Promises.Single(p => p.Id == ids["promise"]), db.Obligations.Single(o => o.Id == ids["obligation"]), db.Violations.Single(v => v.Id == ids["violation"]));
        var rows = string.Join(';', matter.Version, matter.State, matter.CustomerId, matter.ContactId, customer.Version, contact.Version, contact.CustomerId, callback.Version, callback.State, person.Version, promise.Version, duty.Version, duty.State, violation.Version);
        return $"{rows};{db.CaseNotes.Count(n => n.CaseId == matter.Id)};{db.Callbacks.Count(c => c.CaseId == matter.Id)};{db.Contacts.Count(c => c.CustomerId == customer.Id)};{db.Cases.Count(c => c.CustomerId == customer.Id)}";
    }

    [GeneratedRegex("(?:href|data-url|hx-get)=\"(/[^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex(@"(?<!\d)138(?:6666|7777)\d{4}(?!\d)")]
    private static partial Regex Whole();

    [GeneratedRegex(@"138\*{4}\d{4}")]
    private static partial Regex Masked();
}
