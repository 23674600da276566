using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Jobs;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Events;

/// <summary>Who hears which fact. A heard fact becomes a use case, run by the worker after the commit, once.</summary>
public sealed class Heard(JobKinds kinds)
{
    private readonly Dictionary<Type, List<Listener>> listeners = [];

    /// <summary>
    /// When the fact is told, this command follows; null when it does not concern the listener, who may also say so by what
    /// is set up at the moment. Nothing is queued for whom it does not concern.
    /// </summary>
    public void On<TFact, TCommand, TResult>(Func<TFact, TCommand?> command, Func<CancellationToken, ValueTask<bool>>? when = null)
        where TFact : Fact where TCommand : class, ICommand<TCommand, TResult>
    {
        var kind = $"{typeof(TFact).Name}->{typeof(TCommand).Name}";
        kinds.Add(kind, async (job, services, ct) =>
        {
            var fact = JsonSerializer.Deserialize<TFact>(job.Payload, Door.Json)!;
            if (command(fact) is not { } follows) return;
            await services.GetRequiredService<Door>().Run<TCommand, TResult>(follows, Actor.System, new Once("job:" + job.Id), ct);
        });
        if (!listeners.TryGetValue(typeof(TFact), out var list)) listeners[typeof(TFact)] = list = [];
        list.Add(new Listener(kind, fact => command((TFact)fact) is not null, when));
    }

    internal async Task Enqueue(Work work, IReadOnlyList<Fact> facts, CancellationToken ct)
    {
        foreach (var fact in facts)
        {
            if (!listeners.TryGetValue(fact.GetType(), out var list)) continue;
            foreach (var (kind, concerns, when) in list)
                if (concerns(fact) && (when is null || await when(ct)))
                    work.Append(new Job
                    {
                        Id = Ids.New(), Kind = kind, Payload = JsonSerializer.Serialize(fact, fact.GetType(), Door.Json), RunAt = work.Now,
                    });
        }
    }

    private sealed record Listener(string Kind, Func<Fact, bool> Concerns, Func<CancellationToken, ValueTask<bool>>? When);
}
