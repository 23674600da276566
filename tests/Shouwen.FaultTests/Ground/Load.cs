using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Shouwen.FaultTests.Ground;

/// <summary>
/// Writers that open complaints and add remarks to them, each write under a key of its own. When no answer comes, most of them
/// ask again under the same key, as a careful program does; the others give up, and the write may or may not have happened.
/// </summary>
public sealed class Load : IAsyncDisposable
{
    private readonly IReadOnlyList<string> addresses;
    private readonly Journal journal;
    private readonly HttpClient http;
    private readonly CancellationTokenSource stop = new();
    private readonly Task[] writers;
    private long unavailable, broken, withoutRetryAfter, lastAcknowledged;
    private double longestWait;

    public Load(Site site, Journal journal, int writers, params Server[] servers) : this(site, journal, writers, [.. servers.Select(s => s.Url)]) { }

    public Load(Site site, Journal journal, int writers, params string[] addresses)
    {
        (this.journal, this.addresses) = (journal, addresses);
        http = site.Caller(addresses[0], TimeSpan.FromSeconds(20));
        this.writers = [.. Enumerable.Range(0, writers).Select(w => Task.Run(() => Write(w)))];
    }

    public long Unavailable => Interlocked.Read(ref unavailable);

    /// <summary>Attempts that ended without an answer: refused or cut off.</summary>
    public long Broken => Interlocked.Read(ref broken);
    public long WithoutRetryAfter => Interlocked.Read(ref withoutRetryAfter);

    /// <summary>The longest time that one attempt took, answered or not.</summary>
    public double LongestSeconds => Volatile.Read(ref longestWait);
    public long LastAcknowledged => Interlocked.Read(ref lastAcknowledged);

    /// <summary>Waits until so many more writes were acknowledged.</summary>
    public async Task Until(int acknowledged, TimeSpan patience)
    {
        var since = Stopwatch.GetTimestamp();
        while (journal.Acknowledged < acknowledged)
        {
            if (Stopwatch.GetElapsedTime(since) > patience) throw new TimeoutException($"Only {journal.Acknowledged} of {acknowledged} writes were acknowledged. {string.Join("; ", journal.Refused.Take(3))}");
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        http.Dispose();
        stop.Dispose();
    }

    private async Task Write(int writer)
    {
        var (serial, mine, at) = (0, new List<string>(), writer);
        while (!stop.IsCancellationRequested)
        {
            var key = $"{journal.Prefix}w{writer}-{++serial}";
            var on = serial % 4 == 0 && mine.Count > 0 ? mine[serial % mine.Count] : null;
            journal.Sent(key, on);
            for (var attempt = 0; !stop.IsCancellationRequested && (attempt == 0 || serial % 10 < 7); attempt++)
            {
                var (done, number) = await Attempt(addresses[at % addresses.Count], key, on);
                if (number is not null && on is null) mine.Add(number);
                if (done) break;
                at++;
                await Task.Delay(30);
            }
        }
    }

    /// <summary>True when nothing more is to be done for this key.</summary>
    private async Task<(bool Done, string? Number)> Attempt(string address, string key, string? on)
    {
        var since = Stopwatch.GetTimestamp();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address + (on is null ? "/api/v1/cases" : $"/api/v1/cases/{on}/note"));
            request.Content = on is null ? JsonContent.Create(Body(key)) : JsonContent.Create(new { text = key });
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead);
            var said = await answer.Content.ReadAsStringAsync();
            if (answer.IsSuccessStatusCode)
            {
                var number = JsonDocument.Parse(said).RootElement.GetProperty("number").GetString()!;
                journal.Acknowledge(key, number);
                Interlocked.Exchange(ref lastAcknowledged, Stopwatch.GetTimestamp());
                return (true, number);
            }
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                Interlocked.Increment(ref unavailable);
                if (answer.Headers.RetryAfter is null) Interlocked.Increment(ref withoutRetryAfter);
                return (false, null);
            }
            journal.Refuse($"{(int)answer.StatusCode} {said}");
            return (answer.StatusCode != HttpStatusCode.InternalServerError, null);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            Interlocked.Increment(ref broken);
            return (false, null);
        }
        finally
        {
            var took = Stopwatch.GetElapsedTime(since).TotalSeconds;
            if (took > Volatile.Read(ref longestWait)) Volatile.Write(ref longestWait, took);
        }
    }

    /// <summary>A complaint whose content follows from its key alone.</summary>
    public static object Body(string key) => new
    {
        type = "complaint", channel = "phone", subject = "漏水 " + key, content = "接口漏水，请尽快处理 " + key,
        customer = new { name = "客户" + Math.Abs(Hash(key)) % 300, phone = "139" + (10_000_000 + Math.Abs(Hash(key)) % 300), address = "解放路12号", territory = "甲县" },
    };

    private static int Hash(string key) => key.Aggregate(17, (so, c) => unchecked(so * 31 + c)) & int.MaxValue;
}
