namespace Shouwen.Kernel.Web.Kit;

/// <summary>One page above this one; without an address it is this one.</summary>
public sealed record Crumb(string Text, string? Url = null);

/// <summary>One choice of a select, radio, check list or picker.</summary>
public sealed record Option(string Value, string Text, string? Group = null, string? Detail = null);

/// <summary>One tab. Without an address, the tab is this page with the tab's key in its query.</summary>
public sealed record TabItem(string Key, string Title, int? Count = null, string? Icon = null, string? Url = null);

/// <summary>One state of a lifecycle as seen from one record.</summary>
public sealed record LifecycleStep(string Name, bool IsDone = false, bool IsCurrent = false, string? Detail = null);

/// <summary>One line, set of bars or ring of a chart; a missing value leaves a gap.</summary>
public sealed record ChartSeries(string Name, IReadOnlyList<double?> Values, Tone? Tone = null);

public enum ChartKind { Bar, Line, StackedBar, Pie, Pareto, HorizontalBar, StackedHorizontalBar }

public enum TimeFormat { Short, Long, Day, Time, Relative }

/// <summary>How a duty stands, as far as its colour goes.</summary>
public enum DueState { Open, Paused, Met, Missed, Waived }
