using System.Net.Http.Json;
using System.Text.Json;

namespace Shouwen.Bench;

/// <summary>One line of the table: what is asked, by whom, and what it may take at a million cases (milliseconds at that share of the answers). Gives the bytes of the answer.</summary>
internal sealed record Ask(string Name, double Share, double Limit, Func<int, int, Task<int>> Do);

/// <summary>What is asked of one server: the same for every size and engine.</summary>
internal sealed class Asks(Node node, HttpClient director, HttpClient agent, HttpClient head, IReadOnlyList<string> numbers, IReadOnlyList<Guid> customers, IReadOnlyList<string> phones, IReadOnlyList<string> lone, string deep, int year)
{
    private const string Words = "投诉", Rare = "漏水", Sign = "管", Nowhere = "鲲鹏展翅";

    /// <summary>Signs the people in and collects cases and customers from all over the years.</summary>
    public static async Task<Asks> For(Node node, string server)
    {
        var (director, agent, head) = (await node.Program(server, "chen"), await node.Program(server, "lin"), await node.Program(server, "luwei"));
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var (numbers, customers) = (new List<string>(), new List<Guid>());
        for (var back = 1; back <= 34; back++)
        {
            var day = today.AddMonths(-back);
            var page = await director.GetFromJsonAsync<JsonElement>($"/api/v1/cases?to={day:yyyy-MM-dd}&limit=60");
            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                numbers.Add(item.GetProperty("number").GetString()!);
                if (item.GetProperty("customerId").ValueKind == JsonValueKind.String) customers.Add(item.GetProperty("customerId").GetGuid());
            }
        }
        var phones = await Raw.Texts(node.Company, "SELECT DISTINCT substr(phone_digits, length(phone_digits) - 7) FROM customers_customer WHERE length(phone_digits) > 7 ORDER BY 1 LIMIT 9000");
        return new Asks(node, director, agent, head, numbers, [.. customers.Distinct()], phones, await Raw.Texts(node.Company, Lone), await Deep(node.Company, director), today.Year - 1);
    }

    /// <summary>Tails that one customer of the head's unit has and nobody else, with some ten cases: as many at either size.</summary>
    private const string Lone = """
        SELECT alone.tail FROM (SELECT substr(phone_digits, length(phone_digits) - 3) AS tail, min(number) AS number FROM customers_customer WHERE length(phone_digits) > 7 GROUP BY 1 HAVING count(*) = 1) AS alone
        JOIN customers_customer c ON c.number = alone.number
        WHERE c.unit_path LIKE (SELECT u.path FROM kernel_unit u JOIN kernel_user p ON p.unit_id = u.id WHERE p.login = 'luwei') || '%'
        AND (SELECT count(*) FROM cases_case m WHERE m.customer_id = c.id) BETWEEN 7 AND 13 ORDER BY 1
        """;

    /// <summary>Where page 10,000 of fifty rows begins, or the middle of a smaller register.</summary>
    private static async Task<string> Deep(Company company, HttpClient director)
    {
        var skip = Math.Min(500_000, company.Cases / 2);
        var at = company.Engine == Engine.Sqlite
            ? DateTime.UnixEpoch.AddTicks(10 * await Raw.Scalar(company, $"SELECT received_at FROM cases_case ORDER BY received_at DESC LIMIT 1 OFFSET {skip}"))
            : DateTime.UnixEpoch.AddTicks(10 * await Raw.Scalar(company, $"SELECT (extract(epoch FROM received_at) * 1000000)::bigint FROM cases_case ORDER BY received_at DESC OFFSET {skip} LIMIT 1"));
        var page = await director.GetFromJsonAsync<JsonElement>($"/api/v1/cases?to={at:yyyy-MM-dd}&limit=50");
        return page.GetProperty("next").GetString()!;
    }

    public IEnumerable<Ask> Reads()
    {
        yield return new("Read a case, REST", 0.5, 4, (c, i) => Get(director, $"/api/v1/cases/{One(c, i)}"));
        yield return new("Read a case, page", 0.5, 12, (c, i) => Page("chen", $"/cases/{One(c, i)}"));
        yield return new("Queue, first page, REST", 0.5, 6, (_, _) => Get(director, "/api/v1/cases?limit=50"));
        yield return new("Queue, page 10,000, REST", 0.5, 6, (_, _) => Get(director, $"/api/v1/cases?limit=50&after={deep}"));
        yield return new("Queue, first page, page", 0.5, 15, (_, _) => Page("chen", "/cases"));
        yield return new("Queue, page 10,000, page", 0.5, 15, (_, _) => Page("chen", $"/cases?after={deep}"));
        yield return new("Queue of one unit, REST", 0.5, 6, (_, _) => Get(head, "/api/v1/cases?limit=50"));
        yield return new("Queue of an agent, page", 0.5, 15, (_, _) => Page("lin", "/cases"));
        foreach (var (who, client) in new[] { ("everything", director), ("one unit", head), ("own", agent) })
        {
            yield return new($"Search {Words}, {who}", 0.95, Find, (_, _) => Get(client, Search(Words)));
            yield return new($"Search {Rare}, {who}", 0.95, Find, (_, _) => Get(client, Search(Rare)));
            yield return new($"Search {Sign}, {who}", 0.95, 100, (_, _) => Get(client, Search(Sign)));
            yield return new($"Search a telephone tail, {who}", 0.95, Find, (c, i) => Get(client, Search(Phone(c, i)[^4..])));
            yield return new($"Search {Nowhere}, {who}", 0.95, Find, (_, _) => Get(client, Search(Nowhere)));
            yield return new($"Search a tail of one customer, {who}", 0.95, Find, (c, i) => Get(client, Search(lone[(c * 911 + i * 37) % lone.Count])));
            // Answers of the same length, whatever the size: what the search itself grows by. And long ones.
            foreach (var (shown, most) in new[] { ("three", 3), ("fifty", 50) })
            {
                yield return new($"Search {Words}, {who}, {shown} shown", 0.95, Find, (_, _) => Get(client, Search(Words, most)));
                yield return new($"Search a telephone tail, {who}, {shown} shown", 0.95, Find, (c, i) => Get(client, Search(Phone(c, i)[^4..], most)));
            }
        }
        // One customer's telephone, whatever the size.
        yield return new("Search eight digits of a telephone, everything", 0.95, Find, (c, i) => Get(director, Search(Phone(c, i))));
        yield return new("Search page, 投诉", 0.95, Find * 2, (_, _) => Page("chen", "/search?q=" + Uri.EscapeDataString(Words)));
        yield return new("Today of an agent", 0.95, 40, (_, _) => Page("lin", "/today"));
        yield return new("Dashboard of the director", 0.95, 120, (_, _) => Page("chen", "/today"));
    }

    /// <summary>A year's complaints by month, unit and factor: one person at a time.</summary>
    public IEnumerable<Ask> Reports()
    {
        foreach (var by in new[] { "month", "unit", "factor" })
            yield return new($"A year's complaints by {by}", 0.5, 1000, (_, _) => Get(director, $"/api/v1/reports/complaints?from={year}-01-01&to={year}-12-31&by={by}"));
    }

    /// <summary>What agents look at during the day.</summary>
    public IReadOnlyList<Func<int, Task>> Daily() =>
    [
        i => Page("lin", "/today"), i => Page("lin", "/cases"), i => Page("chen", $"/cases/{One(i, i)}"), i => Page("chen", "/search?q=" + Uri.EscapeDataString(Words)),
        i => Page("chen", $"/cases/{One(i, i + 1)}"), i => Get(director, $"/api/v1/cases/{One(i, i + 2)}"), i => Page("luwei", "/cases"),
    ];

    /// <summary>Creates a case and gives the bytes of the answer.</summary>
    public async Task<int> Create(int client, int turn) => (await Created(client, turn)).Length;

    /// <summary>Creates a case and gives its number.</summary>
    public async Task<string> NewNumber()
    {
        using var made = JsonDocument.Parse(await Created(0, 0));
        return made.RootElement.GetProperty("number").GetString()!;
    }

    private async Task<string> Created(int client, int turn)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Content = JsonContent.Create(new
        {
            type = "complaint", channel = "phone", subject = "新风机漏水", content = "客户来电投诉：新风机安装三天后漏水，客厅木地板已经起鼓，要求尽快上门处理并给出赔偿意见。" + client,
            requestedResult = "上门维修并赔偿地板", severity = "serious", emotion = "anxious", factors = new[] { "unreliable-product" }, customerId = customers[(client * 7919 + turn * 31) % customers.Count],
        });
        using var answer = await director.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode != 201) throw new HttpRequestException($"A case was refused: {(int)answer.StatusCode} {body}");
        return body;
    }

    private double Find => node.Company.Engine == Engine.Sqlite ? 20 : 40;

    /// <summary>A page of what is found, as long as it is for whoever does not say.</summary>
    private static string Search(string words, int? shown = null) => $"/api/v1/cases?q={Uri.EscapeDataString(words)}" + (shown is null ? "" : $"&limit={shown}");

    private string One(int client, int turn) => numbers[(client * 7919 + turn * 31) % numbers.Count];

    private string Phone(int client, int turn) => phones[(client * 911 + turn * 37) % phones.Count];

    private async Task<int> Page(string person, string address) => await Get(await node.Person(person), address);

    private static async Task<int> Get(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        var body = await answer.Content.ReadAsByteArrayAsync();
        if ((int)answer.StatusCode != 200 || body.Length < 2) throw new HttpRequestException($"{address} answered {(int)answer.StatusCode} with {body.Length} bytes");
        return body.Length;
    }
}
