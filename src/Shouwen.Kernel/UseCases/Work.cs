using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Events;
using Shouwen.Kernel.Subjects;

namespace Shouwen.Kernel.UseCases;

/// <summary>
/// One command on its way through the door: who, when, what it is about, and the rows that the kernel will add in one
/// batch when the handler is done.
/// </summary>
public sealed class Work
{
    /// <summary>A filter of an export may be as long as an address; the trail keeps its beginning.</summary>
    private const int LongestReason = 2000;

    private readonly List<object> appended = [];
    private readonly List<Fact> raised = [];

    public Actor Actor { get; internal set; } = Actor.Nobody;

    /// <summary>The time of the command (UTC, microseconds): one for all that it does.</summary>
    public DateTime Now { get; internal set; }

    /// <summary>What the command was about; the activity entry points there.</summary>
    public SubjectRef Subject { get; set; }

    /// <summary>Why it was done, where the person had to say.</summary>
    public string? Reason
    {
        get;
        set => field = value is { Length: > LongestReason } ? value[..LongestReason] : value;
    }

    /// <summary>Where the activity entry belongs when the subject is not an entity of this command.</summary>
    public string UnitPath { get; set; } = "";

    /// <summary>The version of the subject that the person saw; a change on an older one is refused.</summary>
    public int? ExpectedVersion { get; internal set; }

    internal IReadOnlyList<object> Appended => appended;
    internal IReadOnlyList<Fact> Raised => raised;

    /// <summary>Adds a row that will never be read back in this command: history, notices, duties.</summary>
    public void Append(object row) => appended.Add(row);

    public void Raise(Fact fact) => raised.Add(fact);

    /// <summary>History is being written down after the fact: duties open and end as of their own time, and nobody is disturbed.</summary>
    public bool Quiet { get; set; }

    /// <summary>What pages that are open elsewhere may want to look at again.</summary>
    internal IReadOnlyList<Live.Hint> Hints { get; set; } = [];

    /// <summary>What is kept in memory and must follow the change, once it is certain.</summary>
    internal IReadOnlyList<IKept> Outdated { get; set; } = [];

    internal void Committed()
    {
        foreach (var book in Outdated) book.Forget();
    }
}
