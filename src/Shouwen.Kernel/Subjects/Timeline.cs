namespace Shouwen.Kernel.Subjects;

/// <summary>One event in the life of a customer or another record, as its time line shows it (CUST-016).</summary>
public sealed record TimelineRow(DateTime At, string Kind, string Icon, string Title, string Body, string Who, SubjectRef Subject, string State = "");

/// <summary>What a module adds to the time line of a kind of record.</summary>
public interface ITimelineSource
{
    /// <summary>The kind of record it knows something about, such as <c>customer</c>.</summary>
    string SubjectKind { get; }

    /// <summary>The name of its own events, for the filter.</summary>
    string Kind { get; }

    Task<IReadOnlyList<TimelineRow>> Newest(Guid subjectId, DateTime before, int most, CancellationToken ct);
}
