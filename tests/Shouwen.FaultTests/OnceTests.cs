using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Shouwen.FaultTests.Ground;
using Shouwen.Kernel.UseCases;

namespace Shouwen.FaultTests;

/// <summary>Fifty callers with one key at two nodes, one of which is killed meanwhile: one row, fifty equal answers.</summary>
public sealed class OnceTests
{
    private const int Callers = 50;

    [Fact]
    public async Task One_key_makes_one_row_though_a_node_is_killed()
    {
        Sites.NeedsPostgres(Engine.Postgres);
        await using var site = await Sites.Prepare(Engine.Postgres);
        var (mortal, other) = (site.Server(), await site.Serve());
        var rounds = Figures.Times(2, 20);
        var (dice, answers, failed) = (new Random(7), 0, 0);
        using var http = site.Caller(other);
        await Send(http, other, "warm-up");
        for (var round = 0; round < rounds; round++)
        {
            await mortal.Start();
            var (key, said) = ($"key-{round}", new ConcurrentBag<string>());
            var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
            {
                for (var attempt = 0; ; attempt++)
                {
                    var answer = await Send(http, (caller + attempt) % 2 == 0 ? mortal : other, key);
                    if (answer is not null) { said.Add(answer); return; }
                    Interlocked.Increment(ref failed);
                    (attempt < 200).ShouldBeTrue("no answer after 200 attempts");
                    await Task.Delay(20);
                }
            })).ToList();
            // A new process answers its first calls slowly: some rounds kill it before, some in the midst, some after.
            await Task.Delay(dice.Next(5, 1200));
            await mortal.Kill();
            await Task.WhenAll(callers);
            said.Distinct().ShouldHaveSingleItem();
            said.Count.ShouldBe(Callers);
            (await Invariants.Scalar(site, $"SELECT count(*) FROM cases_case WHERE subject LIKE '% {key}'")).ShouldBe(1);
            answers += said.Count;
        }
        Figures.Add($"{Callers} POSTs with one key, two nodes, one killed, {rounds} times", Engine.Postgres, $"{rounds} rows, {answers} answers, equal in each round; {failed} calls were cut off or refused and came again");
        await Invariants.Hold(site);
    }

    /// <summary>The whole answer, or nothing when the connection broke or the node is not ready.</summary>
    private static async Task<string?> Send(HttpClient http, Server server, string key)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, server.Url + "/api/v1/cases") { Content = JsonContent.Create(Load.Body(key)) };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await http.SendAsync(request);
            var said = await answer.Content.ReadAsStringAsync();
            if ((int)answer.StatusCode == 503) return null;
            answer.IsSuccessStatusCode.ShouldBeTrue($"{(int)answer.StatusCode} {said}");
            JsonDocument.Parse(said).RootElement.GetProperty("number").GetString().ShouldNotBeNullOrEmpty();
            return said;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return null;
        }
    }
}
