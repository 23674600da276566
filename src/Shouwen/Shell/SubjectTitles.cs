using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Search;

namespace Shouwen.Shell;

/// <summary>
/// What obligations are about in words, so that a list says more than a number (PLAT-009): as the search index knows it, else as
/// the module tells of those records that the actor may see, with one question for each kind.
/// </summary>
public sealed class SubjectTitles(KernelDb db, IEnumerable<ISeen> seen)
{
    public async Task<IReadOnlyDictionary<Guid, string>> Of(IReadOnlyCollection<Obligation> duties, CancellationToken ct)
    {
        var docs = duties.Select(o => Ids.Ordered(o.SubjectId)).Distinct().ToList();
        var titles = await db.Set<SearchDoc>().AsNoTracking().Where(d => docs.Contains(d.Doc)).Select(d => new { d.SubjectId, d.Title }).ToDictionaryAsync(d => d.SubjectId, d => d.Title, ct);
        foreach (var kind in duties.Where(o => !titles.ContainsKey(o.SubjectId)).GroupBy(o => o.SubjectKind, o => o.SubjectId).ToList())
        {
            if (seen.FirstOrDefault(s => s.Kind == kind.Key) is not { } module) continue;
            foreach (var one in await module.Visible([.. kind.Distinct()], ct)) titles[one.Ref.Id] = one.Title;
        }
        return titles;
    }
}
