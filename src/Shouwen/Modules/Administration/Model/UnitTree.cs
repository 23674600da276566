using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Web.Kit;

namespace Shouwen.Modules.Administration.Model;

/// <summary>Units and territories in the order of their trees, for lists and choices (PLAT-003).</summary>
public static class UnitTree
{
    private const int Most = 5000;

    public static async Task<List<Unit>> Units(KernelDb db, CancellationToken ct) =>
        [.. (await db.Units.AsNoTracking().OrderBy(u => u.No).Take(Most).ToListAsync(ct)).OrderBy(u => u.Path, PathOrder.Instance)];

    public static async Task<List<Territory>> Territories(KernelDb db, CancellationToken ct) =>
        [.. (await db.Territories.AsNoTracking().OrderBy(t => t.No).Take(Most).ToListAsync(ct)).OrderBy(t => t.Path, PathOrder.Instance)];

    public static IReadOnlyList<Option> Options(IEnumerable<Unit> units) => [.. units.Select(u => new Option(u.Id.ToString(), Indent(u.Path) + u.Name))];

    public static IReadOnlyList<Option> Options(IEnumerable<Territory> territories) => [.. territories.Select(t => new Option(t.Id.ToString(), Indent(t.Path) + t.Name))];

    /// <summary>How deep a path stands: the root is 0.</summary>
    public static int Depth(string path) => path.Count(c => c == '/') - 2;

    private static string Indent(string path) => new('\u3000', Math.Max(0, Depth(path)));

    /// <summary>Parents before children, brothers by number.</summary>
    private sealed class PathOrder : IComparer<string>
    {
        public static readonly PathOrder Instance = new();

        public int Compare(string? a, string? b)
        {
            var (left, right) = (Numbers(a!), Numbers(b!));
            for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
                if (left[i] != right[i]) return left[i].CompareTo(right[i]);
            return left.Length.CompareTo(right.Length);
        }

        private static int[] Numbers(string path) => [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
    }
}
