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
    private static readonly Question<KernelDb, List<long>, Titled> Known = new((db, docs) => db.Set<SearchDoc>().Where(d => docs.Contains(d.Doc)).Select(d => new Titled(d.SubjectId, d.Title)));

    private sealed record Titled(Guid SubjectId, string Title);

    internal async Task<IReadOnlyDictionary<Guid, string>> Of(IReadOnlyCollection<ObligationRows.Shown> duties, CancellationToken ct)
    {
        var docs = duties.Select(o => Ids.Ordered(o.SubjectId)).Distinct().ToList();
        var titles = (await Known.All(db, docs, ct)).ToDictionary(d => d.SubjectId, d => d.Title);
        foreach (var kind in duties.Where(o => !titles.ContainsKey(o.SubjectId)).GroupBy(o => o.SubjectKind, o => o.SubjectId).ToList())
        {
            if (seen.FirstOrDefault(s => s.Kind == kind.Key) is not { } module) continue;
            foreach (var one in await module.Visible([.. kind.Distinct()], ct)) titles[one.Ref.Id] = one.Title;
        }
        return titles;
    }
}
