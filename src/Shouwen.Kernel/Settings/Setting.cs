using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Text;

namespace Shouwen.Kernel.Settings;

/// <summary>A setting of the whole installation, such as the company's profile, as JSON.</summary>
public sealed class Setting
{
    public required string Name { get; init; }
    public required string Value { get; set; }
}

/// <summary>Who this installation serves; shown in greetings and on prints.</summary>
public sealed record CompanyProfile(string NameZh, string NameEn, string Phone, bool IsDemo, CompanyLogo? Logo = null)
{
    public const string Key = "company";
    public static readonly CompanyProfile Unnamed = new("", "", "", false);

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>In the reader's language.</summary>
    [JsonIgnore]
    public string Name => TextCatalog.IsChinese || NameEn.Length == 0 ? NameZh : NameEn;

    public static async Task<CompanyProfile> Of(KernelDb db, CancellationToken ct) =>
        await db.Settings.Where(s => s.Name == Key).Select(s => s.Value).FirstOrDefaultAsync(ct) is { } stored ? JsonSerializer.Deserialize<CompanyProfile>(stored)! : Unnamed;

    /// <summary>To be saved by the door, like everything.</summary>
    public static async Task Keep(KernelDb db, CompanyProfile profile, CancellationToken ct)
    {
        var (setting, value) = (await db.Settings.FirstOrDefaultAsync(s => s.Name == Key, ct), JsonSerializer.Serialize(profile, Readable));
        if (setting is null) db.Settings.Add(new Setting { Name = Key, Value = value });
        else setting.Value = value;
    }
}

/// <summary>The company's profile, kept in memory because every page shows it.</summary>
public sealed class CompanyBook(IReadContexts contexts, TimeProvider time) : KeptBook<CompanyProfile>(contexts, time)
{
    public ValueTask<CompanyProfile> Current(CancellationToken ct) => Snapshot(ct);

    public override bool WasReadFrom(object record) => record is Setting { Name: CompanyProfile.Key };

    protected override Task<CompanyProfile> Read(KernelDb db, CompanyProfile? earlier, CancellationToken ct) => CompanyProfile.Of(db, ct);
}

/// <summary>The company's logo in the store of files.</summary>
public sealed record CompanyLogo(string Sha, string MediaType);
