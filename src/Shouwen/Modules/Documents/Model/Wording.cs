namespace Shouwen.Modules.Documents.Model;

/// <summary>Which wording of each clause holds on a date: the newest by then; a later one supersedes it (DOCS-013).</summary>
public static class Wording
{
    /// <summary>One wording for each number, in the order of the numbers.</summary>
    public static IEnumerable<PolicyClause> InForce(IEnumerable<PolicyClause> wordings, DateOnly on) =>
        wordings.Where(w => w.EffectiveFrom <= on).GroupBy(w => w.Number).Select(Newest).OrderBy(w => w.Number, NumberOrder.Instance);

    /// <summary>The wordings of one number, newest first.</summary>
    public static IEnumerable<PolicyClause> History(IEnumerable<PolicyClause> wordings, string number) =>
        wordings.Where(w => w.Number == number).OrderByDescending(w => w.EffectiveFrom).ThenByDescending(w => w.At).ThenByDescending(w => w.Id);

    private static PolicyClause Newest(IEnumerable<PolicyClause> same) => same.OrderByDescending(w => w.EffectiveFrom).ThenByDescending(w => w.At).ThenByDescending(w => w.Id).First();

    /// <summary>2 before 10, 2.1 after 2, letters after figures.</summary>
    public sealed class NumberOrder : IComparer<string>
    {
        public static readonly NumberOrder Instance = new();

        public int Compare(string? a, string? b)
        {
            var (left, right) = ((a ?? "").Split('.'), (b ?? "").Split('.'));
            for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
                if (Part(left[i], right[i]) is not 0 and var order) return order;
            return left.Length.CompareTo(right.Length);
        }

        private static int Part(string a, string b) => (int.TryParse(a, out var x), int.TryParse(b, out var y)) switch
        {
            (true, true) => x.CompareTo(y),
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(a, b),
        };
    }
}
