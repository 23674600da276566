using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Events;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Subjects;

namespace Shouwen.Kernel.Policies;

/// <summary>A rule that runs: facts open duties under it, facts fulfil them, and the share fulfilled in time is its compliance.</summary>
public sealed class Clause
{
    private readonly Dictionary<Type, Func<Fact, Opening?>> opens = [];
    private readonly Dictionary<Type, Func<Fact, (Guid?, string)>> successors = [];
    private readonly Dictionary<Type, (Effect Effect, Func<Fact, Guid?> Item)> effects = [];

    private Clause(string code, string title) => (Code, Title) = (code, title);

    public string Code { get; }
    public string Title { get; }
    public string Area => Code[..Code.IndexOf('.')];
    public Parameter<Limit?>? Limit { get; private set; }

    /// <summary>The longer limit of special circumstances, where the rule knows one (CASE-026).</summary>
    public Parameter<Limit?>? LongLimit { get; private set; }
    public Parameter<Percent>? Target { get; private set; }

    /// <summary>The due time is the close of the next day on which the unit is open (CBS-002).</summary>
    public bool IsNextOpenDay { get; private set; }
    public IReadOnlyList<double> WarnAt { get; private set; } = [0.5, 0.8];
    public bool Escalates { get; private set; } = true;

    /// <summary>How often the clock opens it, where the clock does.</summary>
    public Parameter<Rhythm?>? Every { get; private set; }
    internal Type? Subjects { get; private set; }

    /// <summary>The names of the facts that open a duty, for reading the rule in words.</summary>
    public IReadOnlyList<string> OpensOn => [.. opens.Keys.Where(t => t != typeof(PeriodBegan)).Select(t => t.Name)];
    public IReadOnlyList<string> MeetsOn => FactsOf(Effect.Meets);
    public IReadOnlyList<string> PausesOn => FactsOf(Effect.Pauses);
    public IReadOnlyList<string> ResumesOn => FactsOf(Effect.Resumes);
    public IReadOnlyList<string> WaivesOn => FactsOf(Effect.Waives);
    public IReadOnlyList<string> ExtendsOn => FactsOf(Effect.Extends);
    public IEnumerable<Type> HeardFacts => opens.Keys.Concat(effects.Keys).Distinct();

    public static Clause Of(string code, string title) => new(code, title);

    public Clause Within(Parameter<Limit?> limit, Parameter<Limit?>? special = null)
    {
        (Limit, LongLimit) = (limit, special);
        return this;
    }

    public Clause OnTheNextOpenDay()
    {
        IsNextOpenDay = true;
        return this;
    }

    public Clause Aims(Parameter<Percent> target)
    {
        Target = target;
        return this;
    }

    public Clause Warns(params double[] shares)
    {
        WarnAt = shares;
        return this;
    }

    /// <summary>The supervisor and the director are not told when it is missed.</summary>
    public Clause StaysWithOwner()
    {
        Escalates = false;
        return this;
    }

    /// <summary>The fact opens a duty; null when it does not concern this rule.</summary>
    public Clause Opens<TFact>(Func<TFact, Opening?> opening) where TFact : Fact
    {
        opens.Add(typeof(TFact), fact => opening((TFact)fact));
        return this;
    }

    /// <summary>The clock opens a duty for each of the subjects, once in every period; due at its end unless the clause has a limit.</summary>
    public Clause OpensEvery<TSubjects>(Parameter<Rhythm?> rhythm) where TSubjects : class, IScheduledSubjects
    {
        (Every, Subjects) = (rhythm, typeof(TSubjects));
        return Opens<PeriodBegan>(f => f.Clause != Code ? null
            : new Opening(f.Belongs.OwnerId, f.At) { Due = Limit is null && !IsNextOpenDay ? f.EndsAt : null, What = f.What, Period = f.Period });
    }

    public Clause Meets<TFact>(Func<TFact, Guid?>? item = null) where TFact : Fact => On(Effect.Meets, item);

    public Clause Pauses<TFact>() where TFact : Fact => On<TFact>(Effect.Pauses, null);

    public Clause Resumes<TFact>() where TFact : Fact => On<TFact>(Effect.Resumes, null);

    /// <summary>The duty has lost its object and is waived with the fact as its reason.</summary>
    public Clause Waives<TFact>(Func<TFact, Guid?>? item = null) where TFact : Fact => On(Effect.Waives, item);

    /// <summary>The duty gets the long limit instead.</summary>
    public Clause Extends<TFact>() where TFact : Fact => On<TFact>(Effect.Extends, null);

    /// <summary>The duty goes to another person or unit.</summary>
    public Clause Follows<TFact>() where TFact : Fact => On<TFact>(Effect.Follows, null);

    /// <summary>The duty goes to the person and unit that the fact names.</summary>
    public Clause GoesTo<TFact>(Func<TFact, Guid?> owner, Func<TFact, string> unitPath) where TFact : Fact
    {
        successors.Add(typeof(TFact), fact => (owner((TFact)fact), unitPath((TFact)fact)));
        return On<TFact>(Effect.Follows, null);
    }

    /// <summary>Who owes it after the fact.</summary>
    internal (Guid? OwnerId, string UnitPath) Successor(Fact fact) =>
        successors.TryGetValue(fact.GetType(), out var successor) ? successor(fact) : (fact.Belongs.OwnerId, fact.Belongs.UnitPath);

    internal Opening? Opening(Fact fact) => opens.TryGetValue(fact.GetType(), out var open) ? open(fact) : null;

    internal (Effect Effect, Guid? Item)? EffectOf(Fact fact) =>
        effects.TryGetValue(fact.GetType(), out var effect) ? (effect.Effect, effect.Item(fact)) : null;

    private IReadOnlyList<string> FactsOf(Effect effect) => [.. effects.Where(e => e.Value.Effect == effect).Select(e => e.Key.Name)];

    private Clause On<TFact>(Effect effect, Func<TFact, Guid?>? item) where TFact : Fact
    {
        effects.Add(typeof(TFact), (effect, fact => item?.Invoke((TFact)fact)));
        return this;
    }
}

/// <summary>What a fact does to the open duties of a clause.</summary>
internal enum Effect { Meets, Pauses, Resumes, Waives, Extends, Follows }

/// <summary>A duty to be opened: who owes it, from when, and which promise or item it is, where there are several.</summary>
public sealed record Opening(Guid? OwnerId, DateTime Start)
{
    public Guid? Item { get; init; }

    /// <summary>A due time that was agreed instead of computed, such as a promise.</summary>
    public DateTime? Due { get; init; }

    /// <summary>What exactly is owed, when the clause's title does not say it.</summary>
    public string What { get; init; } = "";

    /// <summary>The period of the rhythm; under one clause a subject owes one duty in each.</summary>
    public string? Period { get; init; }

    /// <summary>The unit that answers for it, when it is not the one the fact belongs to.</summary>
    public string? UnitPath { get; init; }
}
