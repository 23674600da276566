using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Search;

namespace Shouwen.Shell;

/// <summary>What obligations are about in words, as the search index knows it, so that a list says more than a number (PLAT-009).</summary>
internal static class SubjectTitles
{
    public static async Task<IReadOnlyDictionary<Guid, string>> Of(KernelDb db, IReadOnlyCollection<Obligation> duties, CancellationToken ct)
    {
        var docs = duties.Select(o => Ids.Ordered(o.SubjectId)).Distinct().ToList();
        var found = await db.Set<SearchDoc>().AsNoTracking().Where(d => docs.Contains(d.Doc)).Select(d => new { d.SubjectId, d.Title }).ToListAsync(ct);
        return found.ToDictionary(d => d.SubjectId, d => d.Title);
    }
}
