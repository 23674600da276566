using System.Security.Cryptography;
using System.Text;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Subjects;

namespace Shouwen.Modules.Callbacks.Model;

/// <summary>
/// One member of a rule's population in one period: drawn or not, and the call that fulfils the rule for it. A rule comes
/// upon the same subject once in a period, whoever runs it.
/// </summary>
public sealed class CallbackDraw : Entity, IScoped
{
    public required string RuleCode { get; init; }
    public required string Period { get; init; }
    public required Guid SubjectId { get; init; }
    public Guid? RunId { get; init; }
    public Guid? CustomerId { get; init; }
    public Guid? CaseId { get; init; }
    public string Label { get; init; } = "";

    /// <summary>The place in the order of the sample: the same seed gives the same order (PLAT-022).</summary>
    public required string Place { get; init; }
    public bool IsDrawn { get; set; }
    public Guid? CallbackId { get; set; }
    public required DateTime At { get; init; }
    public required string UnitPath { get; init; }
    public string TerritoryPath { get; init; } = "";
}

/// <summary>One turn of a rule, or a month of one that waits for events: how many there were, how many were drawn, by which seed.</summary>
public sealed class CallbackRun : Entity
{
    public required string RuleCode { get; init; }
    public required string Period { get; init; }
    public required string Seed { get; init; }
    public required DateTime StartedAt { get; init; }
    public DateTime? FinishedAt { get; set; }
    public int Population { get; set; }
    public int Drawn { get; set; }

    public SubjectRef Ref => new(Kind, Id, RuleCode + " " + Period);

    public const string Kind = "callback-run";

    /// <summary>One more came, and nobody knows how many will: it is drawn when the share of those so far, rounded up, is not reached yet.</summary>
    public bool Takes(int share)
    {
        Population++;
        if (Drawn >= Sample.Size(Population, share)) return false;
        Drawn++;
        return true;
    }
}

/// <summary>
/// The random sample: each member of the population gets a place from a hash of rule, period and key, and the first
/// places are drawn. Nobody can foresee it without the key, and everybody can draw it again.
/// </summary>
public static class Sample
{
    public static string Seed(string ruleCode, string period) => ruleCode + "|" + period;

    public static string Place(string seed, Guid subject) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed + "|" + subject.ToString("N"))).AsSpan(0, 8));

    /// <summary>The size of a sample, rounded up to the next whole number (PLAT-022).</summary>
    public static int Size(int population, int share) => (population * share + 99) / 100;
}
