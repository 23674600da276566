using Microsoft.AspNetCore.Components;

namespace Shouwen.Kernel.Web.Kit;

/// <summary>What every filter has: a name in the address, a label, and words for its value.</summary>
public abstract class FilterField : ComponentBase
{
    [Inject] protected PageFrame Frame { get; set; } = null!;
    [CascadingParameter] internal FilterBar? Bar { get; set; }

    [Parameter, EditorRequired] public string Name { get; set; } = "";
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    protected string Value => Frame.Url.Value(Name);
    protected string Id => "filter-" + Name;

    public virtual string Describe(string value) => value;

    protected override void OnInitialized() => Bar?.Add(this);
}
