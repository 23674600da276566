using System.Reflection;
using Shouwen.Kernel.UseCases;
using Xunit.Sdk;
using Xunit.v3;

namespace Shouwen.Tests.Fixtures;

/// <summary>Runs a story on SQLite and on PostgreSQL; further values follow the engine in the parameters.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnBothEngines(params object?[] values) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([Row(Engine.Sqlite, null), Row(Engine.Postgres, TestDatabases.HasPostgres ? null : TestDatabases.NoPostgres)]);

    public override bool SupportsDiscoveryEnumeration() => true;

    private TheoryDataRow Row(Engine engine, string? skip) => new([engine, .. values]) { Skip = skip };
}

/// <summary>Runs a story on PostgreSQL alone.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnPostgres : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow(Engine.Postgres) { Skip = TestDatabases.HasPostgres ? null : TestDatabases.NoPostgres }]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
