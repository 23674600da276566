using System.Text.Json.Serialization;
using Shouwen.Kernel.Subjects;

namespace Shouwen.Kernel.Events;

/// <summary>
/// Something that happened, told once, with the change that made it so. Clauses open and end obligations on it at
/// once; other modules hear it after the commit, at least once.
/// </summary>
public abstract record Fact
{
    /// <summary>What it is about.</summary>
    public SubjectRef Subject { get; init; }

    /// <summary>When it happened (UTC), which is not always when it was recorded.</summary>
    public DateTime At { get; init; }

    /// <summary>Whose it is: decides calendar, parameters and who may see the duties that follow.</summary>
    public Belonging Belongs { get; init; } = Belonging.Nobody;

    [JsonIgnore]
    public string Kind => GetType().Name;
}

/// <summary>The unit and territory a record belongs to, and the person in charge.</summary>
public sealed record Belonging(string UnitPath, string TerritoryPath, Guid? OwnerId)
{
    public static readonly Belonging Nobody = new("", "", null);
}
