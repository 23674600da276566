using Shouwen.Kernel.Reporting;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Callbacks.Model;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Customers.Contracts;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Callbacks.Rules;

/// <summary>Triggers, ways and shares of callback rules as people read and choose them.</summary>
public static class RuleWords
{
    public static IEnumerable<Option> Triggers => Choices<CallbackTrigger>("trigger");
    public static IEnumerable<Option> Populations => Choices<CallbackPopulation>("population");
    public static IEnumerable<Option> WayOptions => Choices<CallbackWay>("way");
    public static IEnumerable<Option> CaseTypes => Choices<CaseType>("case");
    public static IEnumerable<Option> CustomerTypes => CustomerKinds.All.Select(k => new Option(k, T[k + "|customer"]));
    public static IEnumerable<Option> Owings => CallbackClauses.All.Where(c => c.Every is not null).Select(c => new Option(c.Code, T[c.Title]));

    public static string Trigger(CallbackTrigger trigger, string interval) =>
        interval.Length > 0 && trigger is CallbackTrigger.SinceInstallation or CallbackTrigger.SinceRegistration ? T[trigger + "|trigger"] + " + " + Interval.Show(interval) : T[trigger + "|trigger"];

    public static string Ways(IEnumerable<string> channels) => string.Join(T[", |list"], channels.Select(c => T[c + "|way"]));

    public static double? Part(Rate rate) => rate.Percent is { } percent ? (double)percent / 100 : null;

    /// <summary>What was reached beside what the rule asks for.</summary>
    public static string Of(Rate rate, int share) => rate.Percent is { } percent ? $"{percent:0.0} % / {share} %" : $"– / {share} %";

    private static IEnumerable<Option> Choices<T0>(string meaning) where T0 : struct, Enum => Enum.GetValues<T0>().Select(v => new Option(Names.Camel(v.ToString()), T[v + "|" + meaning]));
}
