using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Administration.Texts;

/// <summary>List the texts of the interface with the company's own wordings (PLAT-018).</summary>
public sealed record TextList(string? Q = null, string? Own = null, string? After = null) : IQuery<TextList, TextList.View>
{
    public const int Rows = 20;

    public static Permission Needs => AccessPermissions.Rules;

    public sealed record Row(string Key, string Zh, string En, string OwnZh, string OwnEn);

    public sealed record View(IReadOnlyList<Row> Items, string? Next, int Count);

    public sealed class Handler(KernelDb db) : IHandler<TextList, View>
    {
        public async Task<View> Handle(TextList query, CancellationToken ct)
        {
            var own = await db.OwnTexts.ToDictionaryAsync(t => t.Key, ct);
            var words = query.Q?.Trim() ?? "";
            var all = T.Chinese.Where(t => query.Own != "yes" || own.ContainsKey(t.Key))
                .Where(t => words.Length == 0 || t.Key.Contains(words, StringComparison.OrdinalIgnoreCase) || t.Value.Contains(words, StringComparison.OrdinalIgnoreCase))
                .OrderBy(t => t.Key, StringComparer.Ordinal).ToList();
            var page = all.Where(t => string.IsNullOrEmpty(query.After) || string.CompareOrdinal(t.Key, query.After) > 0).Take(Rows + 1).ToList();
            return new View([.. page.Take(Rows).Select(t => new Row(t.Key, t.Value, TextCatalog.English(t.Key), own.GetValueOrDefault(t.Key)?.Zh ?? "", own.GetValueOrDefault(t.Key)?.En ?? ""))],
                page.Count > Rows ? page[Rows - 1].Key : null, all.Count);
        }
    }
}
