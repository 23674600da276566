using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Policies;

/// <summary>All declared parameters and their values by unit and date. Kept in memory; read anew when a value changes.</summary>
public sealed class PolicyBook(IReadContexts contexts, TimeProvider time) : KeptBook<PolicyBook.State>(contexts, time)
{
    private readonly Dictionary<string, Parameter> declared = [];
    private readonly SortedSet<string> presets = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Parameter> Declared => declared.Values;

    public void Declare(params IEnumerable<Parameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            declared.Add(parameter.Code, parameter);
            presets.UnionWith(parameter.Presets.Keys);
        }
    }

    /// <summary>The industry presets that a parameter knows or a module brings rules for.</summary>
    public IReadOnlyCollection<string> Presets => presets;

    /// <summary>A module listens to these presets and brings its own rules when one is loaded.</summary>
    public void Brings(IEnumerable<string> named) => presets.UnionWith(named);

    public Parameter? Find(string code) => declared.GetValueOrDefault(code);

    /// <summary>The rules as they stand; another node's change is seen within five seconds.</summary>
    public async ValueTask<Policy> Current(CancellationToken ct = default) => (await Snapshot(ct)).Policy;

    public override bool WasReadFrom(object record) => record is ParameterValue or Unit;

    protected override async Task<State> Read(KernelDb db, State? earlier, CancellationToken ct)
    {
        var newest = await db.ParameterValues.OrderByDescending(v => v.Id).Select(v => v.Id).FirstOrDefaultAsync(ct);
        // A moved unit takes its own values along; their keys stay.
        var moves = await db.Units.SumAsync(u => u.Version, ct);
        if (earlier is not null && earlier.Newest == newest && earlier.Moves == moves) return earlier;
        var values = await db.ParameterValues.OrderBy(v => v.At).ToListAsync(ct);
        return new State(new Policy(values.ToLookup(v => v.Code)), newest, moves);
    }

    /// <summary>What was read, and what tells whether it has changed since.</summary>
    public sealed record State(Policy Policy, Guid Newest, int Moves);
}

/// <summary>The parameters' values at one moment of knowledge.</summary>
public sealed class Policy(ILookup<string, ParameterValue> values)
{
    public static readonly Policy Defaults = new(Array.Empty<ParameterValue>().ToLookup(v => v.Code));

    /// <summary>The value for a unit on a date: the nearest unit above that has one wins, then the company, then the default.</summary>
    public T Read<T>(Parameter<T> parameter, string unitPath, DateOnly on) => parameter.Read(Text(parameter, unitPath, on));

    public string Text(Parameter parameter, string unitPath, DateOnly on) => Holding(parameter.Code, unitPath, on)?.Value ?? parameter.Default;

    /// <summary>The row that holds, for showing where a value comes from; null when it is the default.</summary>
    public ParameterValue? Holding(string code, string unitPath, DateOnly on) =>
        values[code].Where(v => v.EffectiveFrom <= on && unitPath.StartsWith(v.UnitPath, StringComparison.Ordinal))
            .OrderByDescending(v => v.UnitPath.Length).ThenByDescending(v => v.EffectiveFrom).ThenByDescending(v => v.At).ThenByDescending(v => v.Id)
            .FirstOrDefault();

    public IEnumerable<ParameterValue> History(string code) => values[code].OrderByDescending(v => v.EffectiveFrom).ThenByDescending(v => v.At);
}
