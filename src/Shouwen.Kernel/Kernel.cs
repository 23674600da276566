using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FluentValidation;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Events;
using Shouwen.Kernel.Jobs;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel;

/// <summary>Puts the kernel's rooms together for one database type.</summary>
public static class KernelServices
{
    public static IServiceCollection AddKernel<TDb>(this IServiceCollection services, Installation installation, params Assembly[] assemblies)
        where TDb : KernelDb
    {
        Assembly[] all = [typeof(KernelServices).Assembly, .. assemblies];
        // First, because its model begins with it.
        AddDatabase<TDb>(services, installation);
        Words.T.Load(all);
        FieldNames.Use();
        services.AddSingleton(installation).AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddScoped<Room>();
        services.AddScoped(room => (TDb)room.GetRequiredService<Room>().Db);
        services.AddScoped<KernelDb>(room => room.GetRequiredService<Room>().Db);
        services.AddScoped(room => room.GetRequiredService<Room>().Work);
        services.AddScoped(room => room.GetRequiredService<Room>().Work.Actor);
        services.AddScoped<Numbers>();
        services.AddSingleton(provider => new NumberBlocks(provider.GetService<NpgsqlDataSource>()));
        services.AddKept<ActorCache>().AddSingleton<Door>().AddSingleton<Recorder>().AddSingleton<AfterCommit>();
        services.AddKept<PolicyBook>().AddKept<CalendarBook>().AddSingleton<ClauseBook>().AddKept<OrganisationBook>().AddSingleton<DutyBook>();
        services.AddSingleton<Web.House>().AddSingleton<Reporting.ReportBook>().AddSingleton<Reporting.MonthMarks>().AddSingleton<Reporting.KeptFigures>().AddSingleton<LongLists>().AddScoped<Web.PageFrame>();
        services.AddSingleton<SubjectKinds>().AddSingleton<JobKinds>().AddSingleton<Heard>().AddSingleton<Schedules>();
        services.AddSingleton<Live.LiveHub>().AddSingleton<Live.LiveRelay>();
        services.AddKept<OwnTexts>().AddKept<Settings.CompanyBook>();
        services.AddSingleton(Help.HelpBook.Of(all));
        services.AddSingleton<SecondFactorKeys>();
        services.AddSingleton<Attachments.FileStore>().AddScoped<Attachments.AttachmentDesk>();
        services.AddSingleton<Worker>().AddSingleton<Node>();
        services.AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
        services.AddDataProtection().SetApplicationName("shouwen");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = new ProtectionKeys(provider.GetRequiredService<IReadContexts>(), provider.GetRequiredService<IWriter>())));
        foreach (var assembly in all) AddUseCases(services, assembly);
        return services;
    }

    private static void AddDatabase<TDb>(IServiceCollection services, Installation installation) where TDb : KernelDb
    {
        if (installation.Engine == Engine.Sqlite)
        {
            OnSqlite.Prepare();
            var model = BeginModel(new DbContextOptionsBuilder<TDb>().UseOpen(new SqliteConnection()).Options);
            services.AddSingleton(provider => new DbContextOptionsBuilder<TDb>().UseModel(model.Value).UseLoggerFactory(provider.GetRequiredService<ILoggerFactory>()).Options);
            services.AddSingleton<Func<SqliteConnection, TDb>>(provider => connection => provider.GetRequiredService<DbContextOptions<TDb>>().On(connection));
            services.AddSingleton<IReadContexts, SqliteReads<TDb>>();
            services.AddSingleton<IWriter>(provider => new SqliteWriter<TDb>(() => new KeptConnection(installation.Unpooled),
                provider.GetRequiredService<Func<SqliteConnection, TDb>>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SqliteWriter<TDb>>>()));
        }
        else
        {
            var model = BeginModel(new DbContextOptionsBuilder<TDb>().UsePostgres(null).Options);
            var source = Source(installation.ConnectionString);
            services.AddSingleton(source);
            services.AddPooledDbContextFactory<TDb>(o => o.UseModel(model.Value).UsePostgres(source));
            services.AddSingleton(provider => new Lazy<IDbContextFactory<TDb>>(provider.GetRequiredService<IDbContextFactory<TDb>>));
            services.AddSingleton<IReadContexts, PooledReads<TDb>>().AddSingleton<IWriter, PostgresWriter<TDb>>();
        }
        services.AddSingleton<Lanes>();
    }

    /// <summary>
    /// The model, half of the work of a start, is made beside the rest; who needs a context earlier waits for it. It is handed to the options
    /// of each context, because EF Core makes another for contexts that log elsewhere (ADR-0031).
    /// </summary>
    private static Lazy<IModel> BeginModel<TDb>(DbContextOptions<TDb> options) where TDb : KernelDb
    {
        var model = new Lazy<IModel>(() =>
        {
            using var db = (TDb)Activator.CreateInstance(typeof(TDb), options)!;
            return db.Model;
        });
        _ = Task.Run(() => model.Value);
        return model;
    }

    /// <summary>With several hosts named, always the one that takes writes: after a promotion the next connection finds it.</summary>
    private static NpgsqlDataSource Source(string given)
    {
        var builder = new NpgsqlConnectionStringBuilder(PostgresString(given));
        if (builder.Host?.Contains(',') != true) return NpgsqlDataSource.Create(builder);
        builder.TargetSessionAttributes = null;
        builder.HostRecheckSeconds = 1;
        return new NpgsqlDataSourceBuilder(builder.ConnectionString).BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary);
    }

    /// <summary>Statements are prepared on second use; a connection comes back without a reset round trip.</summary>
    internal static string PostgresString(string given)
    {
        var builder = new NpgsqlConnectionStringBuilder(given);
        if (!given.Contains("Max Auto Prepare", StringComparison.OrdinalIgnoreCase)) builder.MaxAutoPrepare = 60;
        if (!given.Contains("Maximum Pool Size", StringComparison.OrdinalIgnoreCase)) builder.MaxPoolSize = 30;
        builder.AutoPrepareMinUsages = 2;
        builder.NoResetOnClose = true;
        // A node that stands still in the middle of a command does not hold its rows for ever.
        if (string.IsNullOrEmpty(builder.Options)) builder.Options = "-c idle_in_transaction_session_timeout=60s";
        return builder.ConnectionString;
    }

    private static void AddUseCases(IServiceCollection services, Assembly assembly)
    {
        foreach (var subjects in assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && typeof(IScheduledSubjects).IsAssignableFrom(t))) services.AddScoped(subjects);
        foreach (var type in assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false }))
        foreach (var face in type.GetInterfaces().Where(i => i.IsGenericType))
        {
            if (face.GetGenericTypeDefinition() == typeof(IHandler<,>)) services.AddScoped(face, type);
            if (face.GetGenericTypeDefinition() == typeof(IValidator<>) && type is { IsNested: true }) services.AddSingleton(face, type);
        }
    }
}
