using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Data.Bulk;
using Shouwen.Kernel.UseCases;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.HouseRules;

/// <summary>Rows are inserted without EF Core's tracking, by properties of the class: no type may be mapped in a way of which that knows nothing.</summary>
public sealed class RowTests
{
    [Theory, OnBothEngines]
    public void Every_type_of_the_house_can_be_inserted_as_a_row(Engine engine)
    {
        var options = new DbContextOptionsBuilder<AppDb>();
        using var db = new AppDb((engine == Engine.Sqlite ? options.UseSqlite("Data Source=:memory:") : options.UseNpgsql("Host=nowhere")).Options);
        var types = db.Model.GetEntityTypes().ToList();
        types.Count.ShouldBeGreaterThan(40);
        types.SelectMany(t => Wrong(db, t.ClrType)).ShouldBeNone();
    }

    [Theory]
    [InlineData(typeof(House), "Home is an owned type")]
    [InlineData(typeof(Home), "it is owned by another type")]
    [InlineData(typeof(Garden), "Place is a complex property")]
    [InlineData(typeof(Shed), "Hidden is no property of the class")]
    [InlineData(typeof(Barn), "it shares its table with other types")]
    [InlineData(typeof(Well), "Depth is computed by the database")]
    [InlineData(typeof(Gate), "Opened is kept as DateTimeOffset")]
    public void A_type_of_which_the_row_would_leave_something_out_is_found(Type type, string why)
    {
        using var db = new Village(new DbContextOptionsBuilder<Village>().UseSqlite("Data Source=:memory:").Options);
        Wrong(db, type).ShouldHaveSingleItem().ShouldContain(why);
        Wrong(db, typeof(Tree)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Wrong(KernelDb db, Type type)
    {
        try
        {
            RowShape.Of(db, type);
            return [];
        }
        catch (InvalidOperationException fault)
        {
            return [fault.Message];
        }
    }

    private abstract class Thing
    {
        public Guid Id { get; init; } = Ids.New();
    }

    private sealed class Tree : Thing
    {
        public short? Rings { get; init; }
        public TimeSpan Age { get; init; }
        public List<string> Birds { get; init; } = [];
    }

    private sealed class House : Thing
    {
        public Home Home { get; init; } = new();
    }

    private sealed class Home
    {
        public string Street { get; init; } = "";
    }

    private sealed class Garden : Thing
    {
        public Home Place { get; init; } = new();
    }

    private sealed class Shed : Thing;

    private class Barn : Thing;

    private sealed class Stable : Barn;

    private sealed class Well : Thing
    {
        public int Depth { get; init; }
    }

    private sealed class Gate : Thing
    {
        public DateTimeOffset Opened { get; init; }
    }

    private sealed class Village(DbContextOptions<Village> options) : KernelDb(options)
    {
        protected override void MapModules(ModelBuilder model)
        {
            model.Entity<Tree>();
            model.Entity<House>().OwnsOne(h => h.Home);
            model.Entity<Garden>().ComplexProperty(g => g.Place);
            model.Entity<Shed>().Property<int>("Hidden");
            model.Entity<Barn>();
            model.Entity<Stable>();
            model.Entity<Well>().Property(w => w.Depth).HasComputedColumnSql("1");
            model.Entity<Gate>();
        }
    }
}
