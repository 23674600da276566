using Shouwen.Kernel.Events;
using Shouwen.Kernel.Subjects;

namespace Shouwen.Kernel.Obligations;

/// <summary>Whom or what a clause of the clock concerns, supplied by the module that knows; asked anew in every turn.</summary>
public interface IScheduledSubjects
{
    /// <summary>The next subjects by key after the given one, at most so many: a list of a hundred thousand is never read at once.</summary>
    Task<IReadOnlyList<ScheduledSubject>> Page(DateTime now, Guid after, int most, CancellationToken ct);
}

/// <summary>One subject with whom it belongs to and, where the clause's title does not say it, what exactly is owed.</summary>
public sealed record ScheduledSubject(SubjectRef Subject, Belonging Belongs, string What = "");

/// <summary>A period of a clause's rhythm has come for a subject; opens the duty like any other fact.</summary>
public sealed record PeriodBegan : Fact
{
    public string Clause { get; init; } = "";
    public string Period { get; init; } = "";
    public DateTime EndsAt { get; init; }
    public string What { get; init; } = "";
}

/// <summary>There were more subjects than one batch takes; the rest follow after this key.</summary>
public sealed record SubjectsRemain : Fact
{
    public string Clause { get; init; } = "";
    public Guid After { get; init; }
}
