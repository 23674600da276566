using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Obligations;

/// <summary>Who leads which unit, kept in memory, because every duty asks for it; read anew when a unit changes.</summary>
public sealed class UnitHeads(IReadContexts contexts, TimeProvider time)
{
    private readonly KeptFresh<Dictionary<string, Guid>> heads = new(time, async (_, ct) =>
    {
        await using var db = contexts.Rent(Reach.Everything);
        return await db.Set<Unit>().AsNoTracking().Where(u => u.HeadId != null).ToDictionaryAsync(u => u.Path, u => u.HeadId!.Value, ct);
    });

    /// <summary>The head of the unit or of the nearest unit above that has one.</summary>
    public async ValueTask<Guid?> Of(string unitPath, CancellationToken ct)
    {
        var known = await heads.Current(ct);
        foreach (var path in People.Ancestors(unitPath).OrderByDescending(p => p.Length))
            if (known.TryGetValue(path, out var head)) return head;
        return null;
    }

    public void Forget() => heads.Forget();
}
