namespace Shouwen.Kernel.Web;

/// <summary>What a person typed into a form, what was wrong with it, and where: nothing typed is ever lost.</summary>
public sealed record FormState(
    string Use,
    IReadOnlyDictionary<string, string[]> Values,
    IReadOnlyDictionary<string, string> Errors,
    string? Message = null)
{
    public static readonly FormState Empty = new("", new Dictionary<string, string[]>(), new Dictionary<string, string>());

    /// <summary>A fresh form with some fields filled in beforehand.</summary>
    public static FormState Filled(params (string Name, string? Value)[] fields) =>
        Empty with { Values = fields.Where(f => f.Value is not null).ToDictionary(f => f.Name, f => new[] { f.Value! }) };

    public bool IsRefused => Message is not null || Errors.Count > 0;

    public string Value(string name) => Values.TryGetValue(name, out var found) && found.Length > 0 ? found[0] : "";

    public bool Has(string name, string value) => Values.TryGetValue(name, out var found) && found.Contains(value);

    public string? Error(string name) => Errors.GetValueOrDefault(name);

    /// <summary>The form as the page should show it: another form on the same page keeps its own state.</summary>
    public FormState For(string use) => Use == use || Use.Length == 0 ? this : Empty;
}
