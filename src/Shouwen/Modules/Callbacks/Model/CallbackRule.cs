using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Modules.Cases.Contracts;

namespace Shouwen.Modules.Callbacks.Model;

/// <summary>
/// What sets a callback rule off (CBS-001): something that happened, a turn of the calendar, days counted from a recorded
/// date, or a hand. Finished treatments, call-outs and orders are told by the field service.
/// </summary>
public enum CallbackTrigger
{
    CaseReceived, CaseAnswered, CaseClosed, CustomerRegistered, CustomerAssigned, InstallationDone, TreatmentDone, CallOutDone, OrderDone,
    Week, Month, Quarter, HalfYear, Year,
    SinceInstallation, SinceRegistration,
    ByHand,
}

/// <summary>Among what a rule of the calendar draws: customers, cases answered in the turn before, callbacks made in it, or one for all.</summary>
public enum CallbackPopulation { Customers, Cases, Callbacks, OneForAll }

/// <summary>By which way the customer is asked; "any" leaves it to the caller.</summary>
public enum CallbackWay { Any, Phone, Visit, Email, Letter, Meeting, Questionnaire, Check }

/// <summary>When, whom, what share, by when, which way and by whom: one row of the company's callback rules (CBS-001).</summary>
public sealed class CallbackRule : Entity
{
    /// <summary>A company has at most so many rules.</summary>
    public const int Most = 200;

    public required string Code { get; set; }
    public required string NameZh { get; set; }
    public string NameEn { get; set; } = "";
    public required CallbackTrigger Trigger { get; set; }

    /// <summary>How long after the recorded date, such as 30 days or 6 months; only for triggers that count from one.</summary>
    public string Interval { get; set; } = "";

    /// <summary>Whether the interval comes round again and again.</summary>
    public bool Repeats { get; set; }
    public CallbackPopulation Population { get; set; } = CallbackPopulation.Customers;

    /// <summary>The kinds of customers; none means all.</summary>
    public List<string> CustomerTypes { get; set; } = [];
    public bool KeyOnly { get; set; }
    public string Segment { get; set; } = "";
    public CaseType? CaseType { get; set; }
    public int? UnitNo { get; set; }
    public int? TerritoryNo { get; set; }

    /// <summary>In percent of the population, rounded up for rules of the calendar.</summary>
    public int Share { get; set; } = 100;

    /// <summary>Due so long after the trigger, in the spelling of <see cref="CallbackDeadline"/>.</summary>
    public required string Limit { get; set; }
    public List<string> Channels { get; set; } = [];

    /// <summary>Who calls, in the spelling of <see cref="CallbackOwner"/>.</summary>
    public required string Owner { get; set; }

    /// <summary>The questions of this rule, one a line; asked after those that every callback asks.</summary>
    public string Script { get; set; } = "";

    /// <summary>The industry preset that brought it; empty for the company's own.</summary>
    public string Preset { get; set; } = "";

    /// <summary>The clause of the clock under which its calls are owed as a whole; empty when each call is a duty of its own.</summary>
    public string OwedUnder { get; set; } = "";
    public bool Active { get; set; } = true;
    public required DateOnly ActiveFrom { get; set; }

    public string Name => Kernel.Text.TextCatalog.IsChinese || NameEn.Length == 0 ? NameZh : NameEn;

    public Rhythm? Rhythm => Enum.TryParse<Rhythm>(Trigger.ToString(), out var rhythm) ? rhythm : null;

    public bool CountsFromDate => Trigger is CallbackTrigger.SinceInstallation or CallbackTrigger.SinceRegistration;

    public bool IsByClock => Rhythm is not null || CountsFromDate;

    /// <summary>The rule for one unit, under a code of its own.</summary>
    public CallbackRule As(string code, int? unitNo)
    {
        (Code, UnitNo) = (code, unitNo);
        return this;
    }

    /// <summary>Whether one call can serve both: they have a way in common.</summary>
    public bool Allows(CallbackRule other) =>
        Channels.Count == 0 || other.Channels.Count == 0 || Channels.Contains(nameof(CallbackWay.Any)) || other.Channels.Contains(nameof(CallbackWay.Any)) || Channels.Intersect(other.Channels).Any();
}
