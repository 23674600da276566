using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Obligations;

/// <summary>Who leads which unit, kept in memory, because every duty asks for it.</summary>
public sealed class UnitHeads(IReadContexts contexts, TimeProvider time) : IKept
{
    private readonly KeptFresh<Dictionary<string, Guid>> heads = new(time, async (_, ct) =>
    {
        await using var db = contexts.Rent(Reach.Everything);
        return await db.Set<Unit>().AsNoTracking().Where(u => u.HeadId != null).ToDictionaryAsync(u => u.Path, u => u.HeadId!.Value, ct);
    });

    /// <summary>The head of the unit or of the nearest unit above that has one.</summary>
    public async ValueTask<Guid?> Of(string unitPath, CancellationToken ct) => (await Upwards(unitPath, ct)).FirstOrDefault();

    /// <summary>The nearest head, in the unit or above it, who is somebody else.</summary>
    public async ValueTask<Guid?> Of(string unitPath, Guid otherThan, CancellationToken ct) => (await Upwards(unitPath, ct)).FirstOrDefault(head => head != otherThan);

    /// <summary>The head above a person: the next unit upwards, after the last that the person leads, that has one.</summary>
    public async ValueTask<Guid?> Above(string unitPath, Guid person, CancellationToken ct)
    {
        var upwards = (await Upwards(unitPath, ct)).ToList();
        return upwards.Skip(upwards.LastIndexOf(person) + 1).FirstOrDefault();
    }

    public bool WasReadFrom(object record) => record is Unit;

    public void Forget() => heads.Forget();

    private async ValueTask<IEnumerable<Guid?>> Upwards(string unitPath, CancellationToken ct)
    {
        var known = await heads.Current(ct);
        return PathRange.Upwards(unitPath).Where(known.ContainsKey).Select(path => (Guid?)known[path]);
    }
}
