using Shouwen.Kernel.Events;
using Shouwen.Kernel.Policies;

namespace Shouwen.Kernel.Obligations;

/// <summary>All clauses of the house, and which of them listen to a fact.</summary>
public sealed class ClauseBook
{
    private readonly Dictionary<string, Clause> clauses = [];
    private readonly Dictionary<Type, List<Clause>> hearing = [];

    public IReadOnlyCollection<Clause> All => clauses.Values;

    public void Add(params IEnumerable<Clause> added)
    {
        foreach (var clause in added)
        {
            clauses.Add(clause.Code, clause);
            foreach (var fact in clause.HeardFacts)
            {
                if (!hearing.TryGetValue(fact, out var list)) hearing[fact] = list = [];
                list.Add(clause);
            }
        }
    }

    public Clause Of(string code) => clauses[code];

    public Clause? Find(string code) => clauses.GetValueOrDefault(code);

    internal IReadOnlyList<Clause> Hearing(Fact fact) => hearing.TryGetValue(fact.GetType(), out var list) ? list : [];
}
