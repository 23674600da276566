using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Shell;

/// <summary>Find customers, contacts and cases by name, number, telephone tail or words, within one's reach (PLAT-012).</summary>
public sealed record Find(string? Q = null, string? Kind = null) : IQuery<Find, Find.View>
{
    public const int Most = 50;

    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed record Hit(string Kind, Guid Id, string Label, string Title, string Url);

    public sealed record View(string Query, IReadOnlyList<Hit> Items, bool IsCut);

    public sealed class Handler(KernelDb db, IEnumerable<ISeen> seen, SubjectKinds subjects) : IHandler<Find, View>
    {
        public async Task<View> Handle(Find query, CancellationToken ct)
        {
            var words = (query.Q ?? "").Trim();
            if (words.Length > 100) words = words[..100];
            var docs = await SearchIndex.Find(db, words, Most + 1, query.Kind, ct);
            var visible = new HashSet<Guid>();
            foreach (var source in seen)
                visible.UnionWith((await source.Visible([.. docs.Where(d => d.Kind == source.Kind).Select(d => d.Id)], ct)).Select(s => s.Ref.Id));
            var hits = docs.Where(d => visible.Contains(d.Id)).Take(Most)
                .Select(d => new Hit(d.Kind, d.Id, d.Label, d.Title, subjects.Url(new SubjectRef(d.Kind, d.Id, d.Label))));
            return new View(words, [.. hits], docs.Count > Most);
        }
    }
}
