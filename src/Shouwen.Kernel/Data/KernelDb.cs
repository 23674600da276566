using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Shouwen.Kernel.Access;

namespace Shouwen.Kernel.Data;

/// <summary>
/// The database as one actor sees it. Every scoped set carries a filter from the actor's reach, so that what may not
/// be seen is not there; <see cref="Unscoped{T}"/> is the loud way round it.
/// </summary>
public abstract partial class KernelDb(DbContextOptions options) : DbContext(options)
{
    public const string ScopeFilter = "scope";

    /// <summary>Whose eyes this context looks through; set by the door before anything is read.</summary>
    public Reach Reach { get; set; } = Reach.Nothing;

    public Guid Me => Reach.Me;

    // What a reach does not have is null, and EF Core leaves it out of the question: no row is held against it.
    public string? Unit0From => Some(Reach.Units[0])?.From;
    public string? Unit0To => Some(Reach.Units[0])?.To;
    public string? Unit1From => Some(Reach.Units[1])?.From;
    public string? Unit1To => Some(Reach.Units[1])?.To;
    public string? Unit2From => Some(Reach.Units[2])?.From;
    public string? Unit2To => Some(Reach.Units[2])?.To;
    public string? Territory0From => Some(Reach.Territories[0])?.From;
    public string? Territory0To => Some(Reach.Territories[0])?.To;
    public string? Territory1From => Some(Reach.Territories[1])?.From;
    public string? Territory1To => Some(Reach.Territories[1])?.To;

    private static PathRange? Some(PathRange range) => range == PathRange.None ? null : range;

    /// <summary>
    /// Asks what waits for no other's answer: each asks one question, and that at once, or none. On PostgreSQL all of them go to the
    /// database together, on SQLite, where nothing is gained, one after the other.
    /// </summary>
    public async Task Together(CancellationToken ct, params IReadOnlyList<Func<Task>> asks)
    {
        if (Database.IsNpgsql()) await new AskedTogether(this).Run(asks, ct);
        else foreach (var ask in asks) await ask();
    }

    /// <summary>Those whose questions are being gathered.</summary>
    internal AskedTogether? Asking { get; set; }

    /// <summary>Where the context goes when nobody uses it any more; without such a place it ends.</summary>
    internal Action<KernelDb>? Home { get; set; }

    private bool isLent;

    /// <summary>
    /// From now on only <see cref="GiveBack"/> counts: the service scopes to which the room or the write gate lends this context dispose
    /// of all that they were given.
    /// </summary>
    internal void Lend() => isLent = true;

    internal ValueTask GiveBack()
    {
        isLent = false;
        return DisposeAsync();
    }

    /// <summary>It ends, whatever its home.</summary>
    internal void End() => base.Dispose();

    public sealed override void Dispose()
    {
        if (isLent) return;
        if (Home is { } home) home(this);
        else End();
    }

    public sealed override ValueTask DisposeAsync()
    {
        // Only what ends has something to wait for.
        if (!isLent && Home is null) return base.DisposeAsync();
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>All rows, whoever asks; allowed only in the places that the house test lists.</summary>
    public IQueryable<T> Unscoped<T>() where T : class => Set<T>().IgnoreQueryFilters([ScopeFilter]);

    protected sealed override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        if (Database.IsSqlite())
        {
            conventions.Properties<Guid>().HaveConversion<GuidBytes>().HaveColumnType("BLOB");
            conventions.Properties<DateTime>().HaveConversion<UtcMicros>().HaveColumnType("INTEGER");
        }
        else
        {
            conventions.Properties<DateTime>().HaveConversion<UtcKind>();
        }
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        conventions.Properties<List<string>>().HaveConversion<WordList, WordListComparer>();
        conventions.Properties<string>().HaveMaxLength(200);
    }

    protected sealed override void OnModelCreating(ModelBuilder model)
    {
        MapKernel(model);
        MapModules(model);
        foreach (var type in model.Model.GetEntityTypes())
        {
            type.SetTableName(TableName(type.ClrType));
            if (typeof(Entity).IsAssignableFrom(type.ClrType))
            {
                model.Entity(type.ClrType).Property(nameof(Entity.Version)).IsConcurrencyToken();
                model.Entity(type.ClrType).Property(nameof(Entity.Id)).ValueGeneratedNever();
            }
            foreach (var property in type.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
                if (Database.IsNpgsql() && property.Name.EndsWith("Path", StringComparison.Ordinal))
                    property.SetCollation("C");
            }
        }
    }

    protected abstract void MapModules(ModelBuilder model);

    /// <summary>The prefix of a table tells whose it is: <c>cases_case</c>, <c>kernel_obligation</c>.</summary>
    private static string TableName(Type type)
    {
        var parts = type.Namespace!.Split('.');
        var modules = Array.IndexOf(parts, "Modules");
        return (modules >= 0 ? Snake(parts[modules + 1]) : "kernel") + "_" + Snake(type.Name);
    }

    internal static string Snake(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? "_" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));

    /// <summary>Filters a set by the actor's reach: one of the unit or territory ranges, or the row is the actor's own.</summary>
    protected void Scope<T>(EntityTypeBuilder<T> entity, Expression<Func<T, bool>> own) where T : class, IScoped
    {
        Expression<Func<T, bool>> reach = r =>
            string.Compare(r.UnitPath, Unit0From) >= 0 && string.Compare(r.UnitPath, Unit0To) < 0
            || string.Compare(r.UnitPath, Unit1From) >= 0 && string.Compare(r.UnitPath, Unit1To) < 0
            || string.Compare(r.UnitPath, Unit2From) >= 0 && string.Compare(r.UnitPath, Unit2To) < 0
            || string.Compare(r.TerritoryPath, Territory0From) >= 0 && string.Compare(r.TerritoryPath, Territory0To) < 0
            || string.Compare(r.TerritoryPath, Territory1From) >= 0 && string.Compare(r.TerritoryPath, Territory1To) < 0;
        var row = reach.Parameters[0];
        var ownBody = new Replace(own.Parameters[0], row).Visit(own.Body);
        entity.HasQueryFilter(ScopeFilter, Expression.Lambda<Func<T, bool>>(Expression.OrElse(reach.Body, ownBody), row));
    }

    private sealed class Replace(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }

    private sealed class WordListComparer() : ValueComparer<List<string>>(
        (a, b) => a!.SequenceEqual(b!), list => list.Aggregate(0, HashCode.Combine), list => list.ToList());
}
