using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;

namespace Shouwen.Kernel.Live;

/// <summary>Listen for changes: a record only if it may be seen, a kind of records within one's reach.</summary>
public sealed record Listen(string? On = null) : IQuery<Listen, IReadOnlyList<Topic>>
{
    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed class Handler(Attachments.AttachmentDesk records) : IHandler<Listen, IReadOnlyList<Topic>>
    {
        public async Task<IReadOnlyList<Topic>> Handle(Listen query, CancellationToken ct)
        {
            var topics = Topic.Parse(query.On);
            foreach (var topic in topics.Where(t => t.Id is not null)) await records.Record(topic.Kind, topic.Id!.Value, ct);
            return [Topic.Me, .. topics];
        }
    }
}

/// <summary>
/// GET /live: server-sent events. "hello" when the stream is open, "changed" when the page should look again; a comment
/// keeps the line open. The stream ends with the session, with the account, and when the node shuts down.
/// </summary>
public static class LiveEndpoint
{
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(15);

    public static void Map(Routes routes) => routes.Other("GET", "/live", typeof(Listen), Listen.Needs, app => app.MapGet("/live", (Delegate)Open).WithMetadata(new PageWay()).ExcludeFromDescription());

    private static async Task<IResult> Open(HttpContext http, LiveHub hub, IHostApplicationLifetime life)
    {
        try
        {
            var topics = await http.RequestServices.GetRequiredService<Door>().Ask(new Listen(http.Request.Query["on"]), http.Actor(), http.RequestAborted);
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers["X-Accel-Buffering"] = "no";
            return TypedResults.ServerSentEvents(Events(http, hub.Open(http.Actor(), topics), life.ApplicationStopping));
        }
        catch (Refusal refusal)
        {
            return Problems.Of(refusal);
        }
    }

    private static async IAsyncEnumerable<SseItem<string>> Events(HttpContext http, Listener listener, CancellationToken stopping, [EnumeratorCancellation] CancellationToken ct = default)
    {
        using var _ = listener;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, stopping, http.RequestAborted);
        yield return new SseItem<string>("", "hello") { ReconnectionInterval = TimeSpan.FromSeconds(2) };
        while (!either.IsCancellationRequested)
        {
            bool woken;
            try { woken = await listener.Wait(Pulse, either.Token); }
            catch (OperationCanceledException) { yield break; }
            if (listener.MustEnd || !woken && !await CurrentActor.IsStill(http, listener.Actor)) yield break;
            yield return new SseItem<string>("", woken ? "changed" : "pulse");
        }
    }
}
