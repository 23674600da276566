using System.ComponentModel.DataAnnotations.Schema;
using Shouwen.Kernel.Events;

namespace Shouwen.Kernel.Data;

/// <summary>A record with a key, a version that every change checks, and the facts it has to tell.</summary>
public abstract class Entity
{
    private List<Fact>? facts;

    public Guid Id { get; init; } = Ids.New();

    /// <summary>Raised by the door with every change; a change made on an old version is refused.</summary>
    public int Version { get; internal set; } = 1;

    [NotMapped]
    internal IReadOnlyList<Fact> Facts => facts ?? (IReadOnlyList<Fact>)[];

    /// <summary>Tells the rest of the house what happened; delivered with the change or not at all.</summary>
    protected void Raise(Fact fact) => (facts ??= []).Add(fact);

    internal void FactsTaken() => facts = null;
}

/// <summary>A row that only those may see whose reach covers its unit or its territory.</summary>
public interface IScoped
{
    /// <summary>The unit in charge, as the path of unit numbers from the root: <c>/1/12/</c>.</summary>
    string UnitPath { get; }

    /// <summary>The territory, written the same way; empty when none is known.</summary>
    string TerritoryPath { get; }
}

/// <summary>Marks a property as personal data: masked on screen, never in logs.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute : Attribute;
