using Microsoft.AspNetCore.Components;

namespace Shouwen.Kernel.Web.Kit;

/// <summary>What every field has: a label, its value from the form, its error, and how a screen reader hears of both.</summary>
public abstract class Field : ComponentBase
{
    [CascadingParameter] public FormState Form { get; set; } = FormState.Empty;
    [CascadingParameter(Name = "FormPrefix")] public string Prefix { get; set; } = "form";

    [Parameter, EditorRequired] public string Name { get; set; } = "";
    [Parameter, EditorRequired] public string Label { get; set; } = "";
    [Parameter] public bool Required { get; set; }
    [Parameter] public string? Help { get; set; }
    [Parameter] public bool Disabled { get; set; }
    [Parameter] public bool Autofocus { get; set; }
    /// <summary>What a fresh form begins with; what was typed before goes first.</summary>
    [Parameter] public string? Value { get; set; }
    /// <summary>How many of the form's twelve columns the field takes; a telephone always gives it all.</summary>
    [Parameter] public int Span { get; set; }

    public string Id => IdOf(Prefix, Name);
    public string? Error => Form.Error(Name);
    public string Text => Form.Values.ContainsKey(Name) ? Form.Value(Name) : Value ?? "";
    public string? DescribedBy => string.Join(' ', new[] { Error is null ? null : Id + "-error", Help is null ? null : Id + "-help" }.Where(x => x is not null)) is { Length: > 0 } ids ? ids : null;
    public string? Invalid => Error is null ? null : "true";
    public virtual int Columns => Span > 0 ? Span : 6;

    public static string IdOf(string prefix, string name) => prefix + "-" + name.Replace('.', '-');

    /// <summary>What goes on every input element.</summary>
    protected Dictionary<string, object> Common
    {
        get
        {
            var all = new Dictionary<string, object> { ["id"] = Id, ["name"] = Name };
            if (Required) all["required"] = true;
            if (Disabled) all["disabled"] = true;
            if (Autofocus) all["autofocus"] = true;
            if (Invalid is not null) all["aria-invalid"] = "true";
            if (DescribedBy is { } ids) all["aria-describedby"] = ids;
            return all;
        }
    }

    protected bool Holds(string value) =>
        Form.Values.ContainsKey(Name) ? Form.Has(Name, value) : Value?.Split(',').Contains(value) == true;
}
