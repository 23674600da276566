namespace Shouwen.Kernel.Settings;

/// <summary>A setting of the whole installation, such as the company's profile, as JSON.</summary>
public sealed class Setting
{
    public required string Name { get; init; }
    public required string Value { get; set; }
}

/// <summary>Who this installation serves; shown in greetings and on prints.</summary>
public sealed record CompanyProfile(string NameZh, string NameEn, string Phone, bool IsDemo)
{
    public const string Key = "company";
    public static readonly CompanyProfile Unnamed = new("", "", "", false);
}
