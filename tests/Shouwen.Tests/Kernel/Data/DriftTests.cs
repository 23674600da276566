using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Shouwen.Data;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.UseCases;
using Shouwen.Tests.Fixtures;

namespace Shouwen.Tests.Kernel.Data;

/// <summary>The scripts make exactly the schema that the model expects; the lines that differ are the to-do list.</summary>
public sealed class DriftTests
{
    /// <summary>What the scripts add by hand: the search index and the list of scripts.</summary>
    private static readonly string[] ByHand = ["schema_versions", "search_fts", "kernel_search_key", "kernel_search_phone", "kernel_search_digits", "kernel_search_doc.tok", "ix_kernel_search_doc_tok"];

    private const string SqliteFacts = """
        SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || coalesce(c.dflt_value, '') || ' ' || c.pk FROM sqlite_master t, pragma_table_xinfo(t.name) c WHERE t.type = 'table'
        UNION ALL SELECT 'index ' || t.name || ' ' || i."unique" || ' ' || (SELECT group_concat(x.name || ' ' || x."desc") FROM pragma_index_xinfo(i.name) x WHERE x.key) FROM sqlite_master t, pragma_index_list(t.name) i WHERE t.type = 'table'
        UNION ALL SELECT 'foreign key ' || t.name || ' ' || f."from" || ' ' || f."table" || ' ' || f."to" || ' ' || f.on_delete FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
        """;

    private const string PostgresFacts = """
        SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || coalesce(l.collname, '') || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
          FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum LEFT JOIN pg_collation l ON l.oid = a.attcollation
          WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
        UNION ALL SELECT replace(indexdef, ' ON ONLY ', ' ON ') FROM pg_indexes WHERE schemaname = 'public' AND NOT (SELECT relispartition FROM pg_class WHERE oid = tablename::regclass)
        UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND NOT (SELECT relispartition FROM pg_class WHERE oid = conrelid)
        """;

    [Theory, OnBothEngines]
    public async Task The_migrated_schema_is_the_model(Engine engine)
    {
        await using var migrated = await TestDatabases.TakeEmpty(engine);
        await using var modelled = await TestDatabases.TakeEmpty(engine);
        await Migrations.Run(migrated.Installation, Migrations.Of(typeof(ShouwenApp).Assembly, engine), TimeProvider.System);
        await using (var db = new AppDb(modelled.Options)) await db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();

        var (has, wants) = (await Facts(migrated, engine), await Facts(modelled, engine));
        has.Except(wants).Where(f => !ByHand.Any(f.Contains)).ShouldBeEmpty("only the scripts have these");
        wants.Except(has).ShouldBeEmpty("only the model has these");
    }

    [Theory, OnBothEngines]
    public async Task A_script_runs_once_and_one_that_changed_afterwards_is_refused(Engine engine)
    {
        await using var database = await TestDatabases.TakeEmpty(engine);
        var scripts = new[] { new Script("0001-a.sql", "CREATE TABLE a (id INTEGER)") };
        (await Migrations.Run(database.Installation, scripts, TimeProvider.System)).ShouldBe(["0001-a.sql"]);
        (await Migrations.Run(database.Installation, scripts, TimeProvider.System)).ShouldBeEmpty();
        await Should.ThrowAsync<InvalidOperationException>(() => Migrations.Run(database.Installation, [new Script("0001-a.sql", "CREATE TABLE b (id INTEGER)")], TimeProvider.System));
    }

    [Fact]
    public async Task After_a_script_sqlite_knows_how_common_a_value_is()
    {
        await using var database = await TestDatabases.TakeEmpty(Engine.Sqlite);
        const string many = "CREATE TABLE a (id INTEGER PRIMARY KEY, state TEXT); CREATE INDEX a_state ON a (state); INSERT INTO a (state) SELECT 'Met' FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i FROM n)";
        await Migrations.Run(database.Installation, [new Script("0001-a.sql", many)], TimeProvider.System);
        await using var db = new AppDb(database.Options);
        (await db.Database.SqlQueryRaw<string>("SELECT stat AS \"Value\" FROM sqlite_stat1 WHERE idx = 'a_state'").SingleAsync()).ShouldBe("5000 5000");
    }

    [Theory, OnBothEngines]
    public async Task A_script_that_fails_leaves_nothing(Engine engine)
    {
        await using var database = await TestDatabases.TakeEmpty(engine);
        await Should.ThrowAsync<DbException>(() => Migrations.Run(database.Installation, [new Script("0001-a.sql", "CREATE TABLE a (id INTEGER); CREATE TABLE a (id INTEGER)")], TimeProvider.System));
        (await Migrations.Run(database.Installation, [new Script("0001-a.sql", "CREATE TABLE a (id INTEGER)")], TimeProvider.System)).ShouldBe(["0001-a.sql"]);
    }

    [Fact]
    public void Every_row_that_belongs_to_a_unit_is_filtered_by_it()
    {
        using var db = new AppDb(new DbContextOptionsBuilder<AppDb>().UseSqlite("Data Source=:memory:").Options);
        db.Model.GetEntityTypes().Where(e => typeof(IScoped).IsAssignableFrom(e.ClrType) && e.GetDeclaredQueryFilters().All(f => f.Key != KernelDb.ScopeFilter))
            .Select(e => e.ClrType.Name).ShouldBeEmpty();
    }

    private static async Task<HashSet<string>> Facts(TestDatabase database, Engine engine)
    {
        await using var db = new AppDb(database.Options);
        var facts = await db.Database.SqlQueryRaw<string>(engine == Engine.Sqlite ? SqliteFacts : PostgresFacts).ToListAsync();
        return [.. facts.Where(f => f is not null && !f.Contains("sqlite_") && !f.Contains("search_fts_"))];
    }
}
