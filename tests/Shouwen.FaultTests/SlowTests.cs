using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Shouwen.FaultTests.Ground;
using Shouwen.Kernel.UseCases;

namespace Shouwen.FaultTests;

/// <summary>Very many connections that send their headers or bodies drop by drop, or never read: the others are answered as before.</summary>
public sealed class SlowTests
{
    /// <summary>Below this an answer is quick, whatever the ratio says on a busy machine.</summary>
    private const double Quick = 0.05;

    [Fact]
    public async Task Slow_connections_slow_nobody_else()
    {
        await using var site = await Sites.OnSqlite();
        await using var server = await site.Serve();
        using var http = site.Caller(server);
        var (slow, seconds) = (Figures.Times(300, 1000), Figures.Times(3, 20));
        for (var i = 0; i < 120; i++) (await Send(http, $"warm-{i}")).ShouldBe(201);
        await Measure(http, "warm", seconds);
        var (before, memory) = (await Measure(http, "before", seconds), Memory(server));
        double during;
        using var stop = new CancellationTokenSource();
        var (file, drips) = (await Attach(http), new List<Task>());
        for (var i = 0; i < slow; i++)
        {
            var kind = i % 3;
            drips.Add(Task.Run(() => Drip(new Uri(server.Url).Port, kind, file, site.Token, stop.Token)));
            if (i % 10 == 9) await Task.Delay(50);
        }
        await Task.Delay(TimeSpan.FromSeconds(2));
        during = await Measure(http, "during", seconds);
        var more = Memory(server) - memory;
        await stop.CancelAsync();
        await Task.WhenAll(drips);
        Figures.Add($"{slow:N0} slow connections: headers, bodies, readers", Engine.Sqlite, $"p95 of normal reads and writes {before * 1000:0} ms before, {during * 1000:0} ms during; {more / 1024 / 1024:+0;-0} MB memory");
        server.HasDied.ShouldBeFalse();
        during.ShouldBeLessThan(Math.Max(Quick, before * (Figures.IsLong ? 2 : 6)));
    }

    /// <summary>The p95 of four callers who each read and write in turn.</summary>
    private static async Task<double> Measure(HttpClient http, string name, int seconds)
    {
        var until = Stopwatch.GetTimestamp() + seconds * Stopwatch.Frequency;
        var times = await Task.WhenAll(Enumerable.Range(0, 4).Select(caller => Task.Run(async () =>
        {
            var own = new List<double>();
            for (var i = 0; Stopwatch.GetTimestamp() < until; i++)
            {
                var since = Stopwatch.GetTimestamp();
                if (i % 5 == 0) (await Send(http, $"{name}-{caller}-{i}")).ShouldBe(201);
                else (await http.GetAsync("/api/v1/cases?limit=20")).EnsureSuccessStatusCode();
                own.Add(Stopwatch.GetElapsedTime(since).TotalSeconds);
                await Task.Delay(20);
            }
            return own;
        })));
        return Figures.Percentile(times.SelectMany(t => t), 0.95);
    }

    /// <summary>One connection: half of the headers, half of a body, or an answer that nobody reads; begun again when it is cut off.</summary>
    private static async Task Drip(int port, int kind, string file, string token, CancellationToken ct)
    {
        var head = $"{(kind == 1 ? "POST /api/v1/cases" : "GET /api/v1/attachments/" + file)} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n";
        var text = kind switch { 0 => head + "X-Slow: " + new string('x', 400), 1 => head + "Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"type\":\"" + new string('y', 400), _ => head + "\r\n" };
        while (!ct.IsCancellationRequested)
            try
            {
                using var socket = new TcpClient { ReceiveBufferSize = 1024 };
                await socket.ConnectAsync(IPAddress.Loopback, port, ct);
                var stream = socket.GetStream();
                var bytes = Encoding.ASCII.GetBytes(text);
                if (kind == 2) await stream.WriteAsync(bytes, ct);
                while (kind == 2)
                {
                    await stream.ReadExactlyAsync(new byte[1], ct);
                    await Task.Delay(1000, ct);
                }
                foreach (var one in bytes)
                {
                    await stream.WriteAsync(new[] { one }, ct);
                    await Task.Delay(1000, ct);
                }
            }
            catch (Exception fault) when (fault is IOException or SocketException) { await Task.Delay(200, CancellationToken.None); }
            catch (OperationCanceledException) { return; }
    }

    /// <summary>A file of eight megabytes on a case, for those who read slowly.</summary>
    private static async Task<string> Attach(HttpClient http)
    {
        var matter = (await http.GetFromJsonAsync<JsonElement>("/api/v1/cases?limit=1")).GetProperty("items")[0].GetProperty("id").GetString()!;
        var content = new byte[8 << 20];
        "%PDF"u8.CopyTo(content);
        using var form = new MultipartFormDataContent { { new StringContent("case"), "subjectKind" }, { new StringContent(matter), "subjectId" }, { new ByteArrayContent(content), "file", "long.pdf" } };
        using var answer = await http.PostAsync("/api/v1/attachments", form);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static async Task<int> Send(HttpClient http, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases") { Content = JsonContent.Create(Load.Body(key)) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private static long Memory(Server server) => Process.GetProcessById(server.Id).WorkingSet64;
}
