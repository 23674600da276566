using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Model;

namespace Shouwen.Modules.Callbacks.Rules;

/// <summary>Which occasions any active rule waits for: of all others nobody needs to hear (CBS-001).</summary>
public sealed class TriggersInUse(IReadContexts contexts, TimeProvider time) : IKept
{
    private readonly KeptFresh<HashSet<CallbackTrigger>> triggers = new(time, async (_, ct) =>
    {
        await using var db = contexts.Rent(Kernel.Access.Reach.Everything);
        return [.. await db.Set<CallbackRule>().Where(r => r.Active).Select(r => r.Trigger).Distinct().ToListAsync(ct)];
    });

    public async ValueTask<bool> Has(CallbackTrigger trigger, CancellationToken ct) => (await triggers.Current(ct)).Contains(trigger);

    public bool WasReadFrom(object record) => record is CallbackRule;

    public void Forget() => triggers.Forget();
}
