namespace Shouwen.Modules.Cases.Model;

/// <summary>The chain of a case from reception to archive (CASE-044).</summary>
public enum CaseState
{
    Received, Judged, Assigned, Investigated, Proposed, Approved, CarriedOut, Answered, CalledBack, Verified, Closed, Archived,
}

/// <summary>What may be done to a case.</summary>
public enum CaseAction
{
    Judge, Assign, Investigate, Propose, Approve, CarryOut, Answer, CallBack, Verify, Close, Archive, Reopen,
}

/// <summary>The customer's emotion as the taker judged it (CASE-007).</summary>
public enum Emotion { Calm, Angry, Anxious, Sad, Clamorous }

/// <summary>What the matter is about (CASE-016).</summary>
public enum CaseTopic { Service, Goods }

/// <summary>Whether the reasons suffice and the demand is reasonable (CASE-014).</summary>
public enum Validity { Upheld, PartlyUpheld, NotUpheld }

/// <summary>The three classes of causes (CASE-015).</summary>
public enum Cause { Quality, Human, Other }

/// <summary>Why the clock may stand still (CASE-066).</summary>
public enum PauseReason { WaitingForCustomer, ForceMajeure }

/// <summary>Kinds of entries beside the chain's own steps.</summary>
public enum NoteKind { Remark, Explanation, FirstContact, Progress, Transfer, Pause, Resume, Promise, OwnerChanged }

/// <summary>The eleven dissatisfaction factors (CASE-017) and the five clears (CASE-005), as words in data and interface.</summary>
public static class CaseWords
{
    public static readonly string[] Factors =
    [
        "unreliable-product", "slow-response", "no-inspection", "no-commitment", "late-supply", "poor-communication",
        "rudeness", "no-thought", "lack-of-knowledge", "slow-complaint-handling", "inflexibility",
    ];

    public static readonly string[] Clears = ["listened", "asked", "followed", "answered", "recorded"];
}
