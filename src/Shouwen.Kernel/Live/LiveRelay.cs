using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Live;

/// <summary>
/// Carries hints between the nodes by LISTEN and NOTIFY, after the commit and outside its transaction: a NOTIFY inside
/// takes a lock of the whole database (recipes §6). Hints of 20 ms travel together. After a lost connection every page
/// looks again, because nobody knows what was missed.
/// </summary>
public sealed class LiveRelay(Installation installation, LiveHub hub, ILogger<LiveRelay> log) : BackgroundService
{
    private const string Channel = "shouwen_live";
    private const int LongestPayload = 7900;
    private const int MostWaiting = 2000;
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly string me = Ids.New().ToString("N");
    private readonly Channel<Hint> waiting = System.Threading.Channels.Channel.CreateBounded<Hint>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    protected override Task ExecuteAsync(CancellationToken ct)
    {
        if (installation.Engine != Engine.Postgres) return Task.CompletedTask;
        hub.Elsewhere = hints => { foreach (var hint in hints) waiting.Writer.TryWrite(hint); };
        return Task.WhenAll(Forever("tell", Tell, ct), Forever("listen", Listen, ct));
    }

    private async Task Forever(string what, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await work(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogWarning(fault, "Live updates between nodes stumbled ({What}) and go on", what);
                await Task.Delay(Again, ct).ContinueWith(_ => { }, CancellationToken.None);
            }
        }
    }

    private async Task Tell(CancellationToken ct)
    {
        await using var connection = await Connect(ct);
        await using var notify = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection) { Parameters = { new() { Value = Channel }, new() { Value = "" } } };
        while (await waiting.Reader.WaitToReadAsync(ct))
        {
            await Task.Delay(Together, ct);
            var hints = new HashSet<Hint>();
            while (hints.Count < Hint.Most * 4 && waiting.Reader.TryRead(out var hint)) hints.Add(hint);
            foreach (var payload in Payloads(hints))
            {
                notify.Parameters[1].Value = payload;
                await notify.ExecuteNonQueryAsync(ct);
            }
        }
    }

    private async Task Listen(CancellationToken ct)
    {
        await using var connection = await Connect(ct);
        connection.Notification += (_, message) => Hear(message.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection)) await listen.ExecuteNonQueryAsync(ct);
        hub.Hear([Hint.Everything]);
        while (true) await connection.WaitAsync(ct);
    }

    private void Hear(string payload)
    {
        var message = JsonSerializer.Deserialize<Message>(payload, Door.Json);
        if (message is not null && message.From != me) hub.Hear(message.Hints);
    }

    /// <summary>As few messages as a payload's limit allows.</summary>
    private IEnumerable<string> Payloads(IEnumerable<Hint> hints)
    {
        var some = new List<Hint>();
        var length = 100;
        foreach (var hint in hints)
        {
            var more = 160 + Encoding.UTF8.GetByteCount(hint.Kind + hint.UnitPath + hint.TerritoryPath);
            if (length + more > LongestPayload && some.Count > 0)
            {
                yield return JsonSerializer.Serialize(new Message(me, some), Door.Json);
                (some, length) = ([], 100);
            }
            some.Add(hint);
            length += more;
        }
        if (some.Count > 0) yield return JsonSerializer.Serialize(new Message(me, some), Door.Json);
    }

    private async Task<NpgsqlConnection> Connect(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(installation.ConnectionString) { KeepAlive = 15, Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    private sealed record Message(string From, IReadOnlyList<Hint> Hints);
}
