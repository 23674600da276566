using Microsoft.AspNetCore.Components;

namespace Shouwen.Kernel.Web.Kit;

/// <summary>One column of a list. The first column is the row's link, so its cell holds no link of its own.</summary>
public sealed class Column<TRow> : ComponentBase
{
    [CascadingParameter] internal DataList<TRow>? List { get; set; }

    [Parameter] public string Title { get; set; } = "";
    /// <summary>What a cell shows; also what stands between the column's tags.</summary>
    [Parameter] public RenderFragment<TRow>? Cell { get; set; }
    [Parameter] public RenderFragment<TRow>? ChildContent { get; set; }
    /// <summary>The name under which the page can sort by this column.</summary>
    [Parameter] public string? Sort { get; set; }
    [Parameter] public string? Class { get; set; }
    /// <summary>Left out on a telephone.</summary>
    [Parameter] public bool Narrow { get; set; }
    /// <summary>Right-aligned figures.</summary>
    [Parameter] public bool Number { get; set; }
    /// <summary>Takes the room that is left and cuts long text on one line.</summary>
    [Parameter] public bool Fill { get; set; }

    public RenderFragment Show(TRow row) => (Cell ?? ChildContent)?.Invoke(row) ?? (_ => { });

    /// <summary>The same for every cell.</summary>
    public string Classes { get; private set; } = "";

    protected override void OnInitialized()
    {
        Classes = string.Join(' ', new[] { Class, Narrow ? "sw-narrow" : null, Number ? "sw-number" : null, Fill ? "sw-fill" : null }.Where(c => c is not null));
        List?.Add(this);
    }
}
