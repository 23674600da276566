using Npgsql;

namespace Shouwen.FaultTests.Ground;

/// <summary>A PostgreSQL server of the test's own whose commits reach the disk: fsync and synchronous_commit are on.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string Bin = "/usr/lib/postgresql/15/bin";
    private readonly string folder;
    private bool runs;

    private PostgresCluster(string folder) => (this.folder, Port) = (folder, Programs.FreePort());

    public int Port { get; }
    public string Data => Path.Combine(folder, "data");
    public static bool IsInstalled => File.Exists(Path.Combine(Bin, "initdb"));

    private string Archived => Path.Combine(folder, "archive");

    /// <summary>A new server; one that archives its log can be brought back to any moment.</summary>
    public static async Task<PostgresCluster> Make(bool archives = false)
    {
        var cluster = await Folder();
        await Programs.AsPostgres(Path.Combine(Bin, "initdb"), "-D", cluster.Data, "-U", "shouwen", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        if (archives)
        {
            await Programs.AsPostgres("mkdir", cluster.Archived);
            await cluster.Set("archive_mode = on", $"archive_command = 'test ! -f {cluster.Archived}/%f && cp %p {cluster.Archived}/%f'");
        }
        await cluster.Start();
        return cluster;
    }

    /// <summary>A new server whose write-ahead log lies on a disk of its own, in small pieces of which few are kept for later.</summary>
    public static async Task<PostgresCluster> MakeWithLogOn(SmallDisk disk)
    {
        var cluster = await Folder();
        await Programs.AsPostgres(Path.Combine(Bin, "initdb"), "-D", cluster.Data, "-X", Path.Combine(disk.Folder, "space", "log"), "--wal-segsize=1", "-U", "shouwen", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        await cluster.Set("min_wal_size = 2MB", "max_wal_size = 32MB");
        await cluster.Start();
        return cluster;
    }

    /// <summary>A copy of this server that follows it; from now on a commit here waits until it stands there too.</summary>
    public async Task<PostgresCluster> MakeStandby()
    {
        var standby = await Folder();
        await standby.Follow(this);
        return standby;
    }

    /// <summary>Begins anew as the synchronous standby of another server.</summary>
    public async Task Follow(PostgresCluster primary)
    {
        if (Directory.Exists(Data)) Directory.Delete(Data, recursive: true);
        await Programs.AsPostgres(Path.Combine(Bin, "pg_basebackup"), "-D", Data, "-R", "-X", "stream", "-c", "fast", "-d", $"host=127.0.0.1 port={primary.Port} user=shouwen dbname=postgres");
        // Promoted, it stands alone at first and waits for nobody.
        await File.AppendAllTextAsync(Path.Combine(Data, "postgresql.auto.conf"), "synchronous_standby_names = ''\n");
        await Start();
        await primary.Execute("ALTER SYSTEM SET synchronous_standby_names = '*'");
        await primary.Execute("SELECT pg_reload_conf()");
        for (var i = 0; Convert.ToInt64(await primary.Execute("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")) == 0; i++)
        {
            (i < 300).ShouldBeTrue("the standby does not follow");
            await Task.Delay(50);
        }
    }

    /// <summary>A base backup for another server, which is not started yet.</summary>
    public async Task<PostgresCluster> Backup()
    {
        var copy = await Folder();
        await Programs.AsPostgres(Path.Combine(Bin, "pg_basebackup"), "-D", copy.Data, "-X", "none", "-c", "fast", "-d", $"host=127.0.0.1 port={Port} user=shouwen dbname=postgres");
        return copy;
    }

    /// <summary>Waits until all of the log so far lies in the archive.</summary>
    public async Task Archive()
    {
        var last = (string)(await Execute("SELECT pg_walfile_name(pg_switch_wal())"))!;
        for (var i = 0; !File.Exists(Path.Combine(Archived, last)); i++)
        {
            (i < 600).ShouldBeTrue("the log was not archived");
            await Task.Delay(50);
        }
    }

    /// <summary>Replays another server's archive up to a moment, then takes writes.</summary>
    public async Task Recover(PostgresCluster from, string moment)
    {
        await Set("archive_mode = off", $"restore_command = 'cp {from.Archived}/%f %p'", $"recovery_target_time = '{moment}'", "recovery_target_action = promote");
        await Programs.AsPostgres("touch", Path.Combine(Data, "recovery.signal"));
        await Start();
        for (var i = 0; (bool)(await Execute("SELECT pg_is_in_recovery()"))!; i++)
        {
            (i < 1200).ShouldBeTrue("it does not come to the moment");
            await Task.Delay(50);
        }
    }

    private Task Set(params string[] settings) => File.AppendAllTextAsync(Path.Combine(Data, "postgresql.auto.conf"), string.Join('\n', settings) + "\n");

    public async Task Start()
    {
        await Programs.AsPostgres(Path.Combine(Bin, "pg_ctl"), "-D", Data, "-w", "-t", "60", "-l", Path.Combine(folder, "log"), "-o",
            $"-p {Port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=on -c full_page_writes=on -c synchronous_commit=on -c max_connections=200 -c shared_buffers=128MB", "start");
        runs = true;
    }

    /// <summary>As whoever looks after it does when there was trouble: waits while it recovers, and starts it if it has ended.</summary>
    public async Task UntilItRuns()
    {
        for (var i = 0; !await Answers(); i++)
        {
            (i < 300).ShouldBeTrue("it does not come back");
            if (!File.Exists(Path.Combine(Data, "postmaster.pid"))) await Start();
            else await Task.Delay(100);
        }
    }

    /// <summary>Stops it at once, as a crash does: no checkpoint, every connection cut.</summary>
    public async Task StopAtOnce()
    {
        runs = false;
        await Programs.AsPostgres(Path.Combine(Bin, "pg_ctl"), "-D", Data, "-m", "immediate", "-w", "stop");
    }

    /// <summary>As a power cut does to the machine of the database.</summary>
    public async Task Kill()
    {
        runs = false;
        var id = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First());
        Programs.Signal(id, Programs.KillAtOnce);
        // Its children notice by themselves that they are orphans.
        for (var i = 0; i < 200 && await Answers(); i++) await Task.Delay(25);
    }

    private async Task<bool> Answers()
    {
        try { return await Execute("SELECT 1") is not null; }
        catch (NpgsqlException) { return false; }
    }

    public Task Promote() => Programs.AsPostgres(Path.Combine(Bin, "pg_ctl"), "-D", Data, "-w", "promote");

    public string To(string database) => $"Host=127.0.0.1;Port={Port};Username=shouwen;Database={database}";

    public async Task<object?> Execute(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(To(database) + ";Pooling=False");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (runs) await StopAtOnce();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<PostgresCluster> Folder()
    {
        var folder = Directory.CreateTempSubdirectory("shouwen-fault-pg-").FullName;
        if (Programs.IsRoot) await Programs.Run("chown", "postgres", folder);
        return new PostgresCluster(folder);
    }
}
