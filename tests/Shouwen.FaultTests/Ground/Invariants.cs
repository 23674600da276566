using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Shouwen.Kernel.UseCases;

namespace Shouwen.FaultTests.Ground;

/// <summary>What must hold after every fault: the journal against the public interface, the rows against each other, the audit trail, the file.</summary>
public static class Invariants
{
    /// <summary>Each finds rows that may not exist.</summary>
    public static readonly (string What, string Sql)[] Rules =
    [
        ("a case without exactly one reception in its history", "SELECT count(*) FROM cases_case c WHERE (SELECT count(*) FROM kernel_transition t WHERE t.subject_id = c.id AND t.action = 'Receive') <> 1"),
        ("a complaint without exactly one duty to answer", "SELECT count(*) FROM cases_case c WHERE type = 'Complaint' AND (SELECT count(*) FROM kernel_obligation o WHERE o.subject_id = c.id AND o.clause = 'complaint.answer') <> 1"),
        ("a complaint without exactly one duty to speak", "SELECT count(*) FROM cases_case c WHERE type = 'Complaint' AND (SELECT count(*) FROM kernel_obligation o WHERE o.subject_id = c.id AND o.clause = 'complaint.first_contact') <> 1"),
        ("a case without exactly one line in the audit trail", "SELECT count(*) FROM cases_case c WHERE (SELECT count(*) FROM kernel_activity_entry a WHERE a.subject_id = c.id AND a.use_case = 'OpenCase') <> 1"),
        ("a remark without its line in the audit trail", "SELECT abs((SELECT count(*) FROM cases_case_note) - (SELECT count(*) FROM kernel_activity_entry WHERE use_case = 'NoteCase'))"),
        ("a line of a case that is not there", "SELECT count(*) FROM kernel_activity_entry a WHERE a.use_case = 'OpenCase' AND NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = a.subject_id)"),
        ("a duty of a case that is not there", "SELECT count(*) FROM kernel_obligation o WHERE o.subject_kind = 'case' AND NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = o.subject_id)"),
        ("a history of a case that is not there", "SELECT count(*) FROM kernel_transition t WHERE t.subject_kind = 'case' AND NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = t.subject_id)"),
        ("a case that search does not know", "SELECT count(*) FROM cases_case c WHERE NOT EXISTS (SELECT 1 FROM kernel_search_doc s WHERE s.subject_id = c.id)"),
        ("a number given twice", "SELECT count(*) FROM (SELECT number FROM cases_case GROUP BY number HAVING count(*) > 1) d"),
        ("a customer's number given twice", "SELECT count(*) FROM (SELECT number FROM customers_customer GROUP BY number HAVING count(*) > 1) d"),
        ("a duty open twice", "SELECT count(*) FROM (SELECT 1 AS one FROM kernel_obligation WHERE state IN ('Open', 'Paused') GROUP BY clause, subject_id, item_id, opened_at HAVING count(*) > 1) d"),
        ("a matter told twice", "SELECT count(*) FROM (SELECT subject FROM cases_case GROUP BY subject HAVING count(*) > 1) d"),
        ("a remark told twice", "SELECT count(*) FROM (SELECT case_id, text FROM cases_case_note GROUP BY case_id, text HAVING count(*) > 1) d"),
        ("an answer kept for something that is not there", "SELECT abs((SELECT count(*) FROM kernel_done_once WHERE key LIKE 'api:%') - (SELECT count(*) FROM cases_case) - (SELECT count(*) FROM cases_case_note))"),
    ];

    /// <summary>The database writes a document's digits itself: those that are missing, and those too many.</summary>
    private static string Telephones(Engine engine) => engine == Engine.Sqlite ? TelephonesOnSqlite : TelephonesOnPostgres;

    private const string TelephonesOnSqlite = """
        SELECT (SELECT count(*) FROM kernel_search_key k, json_each(k.digits) AS known
            WHERE NOT EXISTS (SELECT 1 FROM kernel_search_digits d WHERE d.digits = known.value AND d.doc = k.doc AND d.subject_id = k.subject_id AND d.reach = k.reach))
            + (SELECT count(*) FROM kernel_search_digits d WHERE NOT EXISTS (SELECT 1 FROM kernel_search_key k, json_each(k.digits) AS known WHERE k.doc = d.doc AND known.value = d.digits))
        """;

    private const string TelephonesOnPostgres = """
        SELECT (SELECT count(*) FROM kernel_search_doc d, kernel_search_phones(d.tok) AS known, unnest(known.digits) AS phone
            WHERE NOT EXISTS (SELECT 1 FROM kernel_search_phone p WHERE p.digits = phone AND p.doc = d.doc AND p.subject_id = d.subject_id AND p.reach = known.reach))
            + (SELECT count(*) FROM kernel_search_phone p WHERE NOT EXISTS (SELECT 1 FROM kernel_search_doc d, kernel_search_phones(d.tok) AS known WHERE d.doc = p.doc AND p.digits = ANY (known.digits)))
        """;

    /// <summary>The rows against each other, and the audit trail.</summary>
    public static async Task Hold(Site site)
    {
        var broken = new List<string>();
        foreach (var (what, sql) in Rules)
            if (await Scalar(site, sql) is var count && count != 0) broken.Add($"{what}: {count}");
        if (await Scalar(site, Telephones(site.Engine)) is var unknown && unknown != 0) broken.Add($"telephones that search does not know, or no record has: {unknown}");
        if (site.Engine == Engine.Sqlite)
        {
            if (await Text(site, "PRAGMA integrity_check") is var said && said != "ok") broken.Add(said);
            if (await Scalar(site, "SELECT count(*) FROM pragma_foreign_key_check") is var astray && astray != 0) broken.Add($"rows that point nowhere: {astray}");
        }
        else
            await Scalar(site, "CREATE EXTENSION IF NOT EXISTS amcheck; SELECT count(bt_index_check(c.oid, true)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_am a ON a.oid = c.relam WHERE n.nspname = 'public' AND a.amname = 'btree' AND c.relkind = 'i'");
        var (code, trail) = await Server.Command(site.Installation, "audit", "verify");
        if (code != 0) broken.Add("audit trail: " + trail);
        string.Join('\n', broken).ShouldBeEmpty();
    }

    /// <summary>Every acknowledged write is there, with the same number and content; nothing is there that never went out.</summary>
    public static Task<Comparison> Compare(Site site, Server server, Journal journal) => Compare(site, server.Url, journal, []);

    /// <summary>The same, where others wrote under keys that are known.</summary>
    public static async Task<Comparison> Compare(Site site, string address, Journal journal, IEnumerable<string> others)
    {
        using var http = site.Caller(address, TimeSpan.FromMinutes(1));
        var stored = await Stored(http);
        foreach (var other in others) stored.Remove(other);
        var sent = journal.Cases.ToDictionary(e => e.Key);
        var lost = journal.Cases.Where(e => e.Verdict == Verdict.Acknowledged && !(stored.TryGetValue(e.Key, out var numbers) && numbers.Contains(e.Number!))).Select(e => e.Key).ToList();
        var notes = await LostNotes(http, journal);
        var doubled = stored.Where(s => s.Value.Count > 1).Select(s => s.Key).ToList();
        var strange = stored.Keys.Where(k => !sent.ContainsKey(k)).ToList();
        return new Comparison(journal.Acknowledged, [.. lost, .. notes], doubled, strange, journal.All.Count(e => e.Verdict == Verdict.Unacknowledged));
    }

    /// <summary>All cases as the interface shows them: the numbers under the key that their subject ends with.</summary>
    public static async Task<Dictionary<string, List<string>>> Stored(HttpClient http)
    {
        var (stored, next) = (new Dictionary<string, List<string>>(), "");
        do
        {
            var page = await http.GetFromJsonAsync<JsonElement>($"/api/v1/cases?limit=200&sort=receivedAt&after={next}");
            foreach (var row in page.GetProperty("items").EnumerateArray())
            {
                var key = row.GetProperty("subject").GetString()!.Split(' ')[^1];
                if (!stored.TryGetValue(key, out var numbers)) stored[key] = numbers = [];
                numbers.Add(row.GetProperty("number").GetString()!);
            }
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);
        return stored;
    }

    public sealed record Comparison(int Acknowledged, IReadOnlyList<string> Lost, IReadOnlyList<string> Doubled, IReadOnlyList<string> NeverSent, int Unacknowledged)
    {
        public void ShouldBeWhole()
        {
            Lost.ShouldBeEmpty("acknowledged and lost");
            Doubled.ShouldBeEmpty("done twice");
            NeverSent.ShouldBeEmpty("there, though never sent");
        }
    }

    private static async Task<List<string>> LostNotes(HttpClient http, Journal journal)
    {
        var lost = new ConcurrentBag<string>();
        var byCase = journal.All.Where(e => e.On is not null && e.Verdict == Verdict.Acknowledged).GroupBy(e => e.On!);
        await Parallel.ForEachAsync(byCase, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (notes, ct) =>
        {
            var seen = await http.GetFromJsonAsync<JsonElement>("/api/v1/cases/" + notes.Key, ct);
            var texts = seen.GetProperty("notes").EnumerateArray().Select(n => n.GetProperty("text").GetString()).ToHashSet();
            foreach (var note in notes.Where(n => !texts.Contains(n.Key))) lost.Add(note.Key);
        });
        return [.. lost];
    }

    public static async Task<long> Scalar(Site site, string sql) => Convert.ToInt64(await Value(site, sql));

    private static async Task<string> Text(Site site, string sql) => (string)(await Value(site, sql))!;

    private static async Task<object?> Value(Site site, string sql)
    {
        if (site.Engine == Engine.Sqlite)
        {
            await using var file = new SqliteConnection(site.Installation.ConnectionString + ";Pooling=False");
            await file.OpenAsync();
            await using var ask = file.CreateCommand();
            ask.CommandText = sql;
            return await ask.ExecuteScalarAsync();
        }
        await using var connection = new NpgsqlConnection(site.Installation.ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        return await command.ExecuteScalarAsync();
    }
}
