using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Policies;

namespace Shouwen.Modules.Callbacks;

/// <summary>The numbers of the rules for callbacks.</summary>
public static class CallbackParameters
{
    public static readonly Parameter<QuietHours> Quiet = Parameters.Quiet("callback.quiet_hours", "Hours in which customers are not called", "12:00–14:00, 20:00–09:00", "CBS-012", assumed: true);
    public static readonly Parameter<int> Attempts = Parameters.Number("callback.attempts.max", "Attempts before a customer counts as unreachable", 3, "CBS-017", assumed: true, least: 1, most: 20);
    public static readonly Parameter<int> Window = Parameters.Number("callback.dedupe.window", "Days within which calls to one customer are combined", 2, "CBS-016", assumed: true, most: 60);
    public static readonly Parameter<Percent> Target = Parameters.Share("callback.coverage.target", "Share of callbacks to be made in time", 100, "CBS-004");
    public static readonly Parameter<Rhythm?> KeyVisits = Parameters.Rhythm("visit.key.rhythm", "How often each key customer is visited", "off", "CBS-014", presets: [("manufacturing", "Year")]);
    public static readonly Parameter<Rhythm?> Samples = Parameters.Rhythm("callback.sample.rhythm", "How often the director's sample is finished", "Quarter", "CBS-006");

    public static IEnumerable<Parameter> All => [Quiet, Attempts, Window, Target, KeyVisits, Samples];
}
