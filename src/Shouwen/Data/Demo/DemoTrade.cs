using Shouwen.Data.Demo.Trades;
using Shouwen.Kernel.Access;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;

namespace Shouwen.Data.Demo;

/// <summary>A fictional company of one trade: its units, territories, people, customers and what they bring (PLAT-027).</summary>
internal sealed record DemoTrade(string Preset, string NameZh, string NameEn, string Phone)
{
    public sealed record Place(string Key, string Above, UnitKind Kind, string Zh, string En, string Phone, string Head);

    public sealed record Person(string Login, string Name, string Unit, string Role, DataScope Scope);

    public sealed record Area(string Zh, string En, string? Above, string Unit);

    public sealed record Matter(CaseType Type, string Subject, string Content, string Wish, Cause Cause, string Factor, string Finding, string Solution);

    public required Place[] Units { get; init; }
    public required Person[] People { get; init; }
    public required Area[] Areas { get; init; }
    public required Matter[] Matters { get; init; }
    public required (string Territory, string[] Streets)[] Streets { get; init; }
    public required string[] Companies { get; init; }

    /// <summary>The model that repair requests name.</summary>
    public required string Product { get; init; }
    public required string[] Agents { get; init; }

    /// <summary>Who works on a matter of a unit.</summary>
    public required IReadOnlyDictionary<string, string[]> Handlers { get; init; }

    /// <summary>All of them, the one that is loaded unless another is named first.</summary>
    public static IReadOnlyList<DemoTrade> All { get; } =
        [AirTrade.Trade, GasTrade.Trade, PropertyTrade.Trade, JewelleryTrade.Trade, CigarettesTrade.Trade, ManufacturingTrade.Trade, PortalTrade.Trade];

    public static DemoTrade? Find(string? preset) =>
        string.IsNullOrEmpty(preset) ? All[0] : All.FirstOrDefault(t => t.Preset.Equals(preset, StringComparison.OrdinalIgnoreCase));

    public static Matter Complaint(string subject, string content, string wish, Cause cause, string factor, string finding, string solution) =>
        new(CaseType.Complaint, subject, content, wish, cause, factor, finding, solution);

    public static Matter Question(string subject, string content) => new(CaseType.Consultation, subject, content, "", Cause.Other, "", "", "");

    public static Matter Said(CaseType type, string subject, string content) => new(type, subject, content, "", Cause.Other, "", "", "");

    public static Matter Work(CaseType type, string subject, string content, string wish, string solution) => new(type, subject, content, wish, Cause.Quality, "", "", solution);
}
