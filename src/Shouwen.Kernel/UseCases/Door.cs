using System.Text.Json;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Text;

namespace Shouwen.Kernel.UseCases;

/// <summary>A key under which a command is done once; the same key again gets the same answer.</summary>
public sealed record Once(string Key, string RequestHash = "");

/// <summary>
/// The one door. Authorise, validate, transact, handle, record, publish: every page, route, schedule, heard fact,
/// import and command line enters here, and nothing else saves.
/// </summary>
public sealed class Door(
    IServiceProvider services, IWriter writer, Recorder recorder, TimeProvider time, AfterCommit afterCommit, Live.LiveHub live, ILogger<Door> log)
{
    /// <summary>Sixty sign-ins of one person in the same moment all came through after twelve on a quick machine, on one half as quick five did not.</summary>
    private const int Tries = 24;

    /// <summary>Milliseconds between two tries, at most.</summary>
    private const int LongestPause = 500;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Runs a command as an actor, in one transaction, once per key.</summary>
    public async Task<TResult> Run<TCommand, TResult>(
        ICommand<TCommand, TResult> command, Actor actor, RunOptions? options = null, CancellationToken ct = default)
        where TCommand : ICommand<TCommand, TResult>
    {
        options ??= RunOptions.Plain;
        var once = options.Once;
        Authorise(actor, TCommand.Needs);
        var own = (TCommand)command;
        await Validate(services, own, ct);
        Work? work = null;
        try
        {
            var result = await Raced(() => writer.Write(session => Enter<TCommand, TResult>(session, own, actor, options, w => work = w), ct), ct);
            work?.Committed();
            live.Tell(work?.Hints ?? []);
            return result;
        }
        catch (Rehearsed rehearsed)
        {
            return (TResult)rehearsed.Answer;
        }
        catch (Exception fault) when (fault is AlreadyDone or Refusal or DbUpdateConcurrencyException or Taken)
        {
            // Asked again after the answer was lost: what stands in the way now may be its own first time.
            if (once is not null && await writer.Write(session => Find(session, once), ct) is { } earlier) return Answer<TResult>(earlier, once);
            throw Explained(fault, typeof(TCommand).Name);
        }
        finally
        {
            afterCommit.Hint();
        }
    }

    /// <summary>Answers a question as an actor: reads only, through the actor's reach.</summary>
    public async Task<TResult> Ask<TQuery, TResult>(IQuery<TQuery, TResult> query, Actor actor, CancellationToken ct = default)
        where TQuery : IQuery<TQuery, TResult>
    {
        Authorise(actor, TQuery.Needs);
        var own = (TQuery)query;
        await Validate(services, own, ct);
        await using var scope = services.CreateAsyncScope();
        var room = scope.ServiceProvider.GetRequiredService<Room>();
        room.Read(actor, Now());
        return await scope.ServiceProvider.GetRequiredService<IHandler<TQuery, TResult>>().Handle(own, ct);
    }

    /// <summary>
    /// A race that another command won is run again on what that left; only where the record itself is no longer as its reader saw it, the
    /// reader must look again. Those who lost wait for a random while, each time a longer one, or they would all meet again.
    /// </summary>
    private static async Task<TResult> Raced<TResult>(Func<Task<TResult>> write, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try { return await write(); }
            catch (DbUpdateConcurrencyException fault) when (fault is not SeenIsOld && attempt < Tries)
            {
                await Task.Delay(Random.Shared.Next(Math.Min(4 << attempt, LongestPause)), ct);
            }
        }
    }

    private async Task<TResult> Enter<TCommand, TResult>(WriteSession session, TCommand command, Actor actor, RunOptions options, Action<Work> entered)
        where TCommand : ICommand<TCommand, TResult>
    {
        var once = options.Once;
        await using var scope = services.CreateAsyncScope();
        var room = scope.ServiceProvider.GetRequiredService<Room>();
        room.Write(session, actor, Now());
        room.Work.ExpectedVersion = options.ExpectedVersion;
        entered(room.Work);
        var started = time.GetTimestamp();
        var result = await scope.ServiceProvider.GetRequiredService<IHandler<TCommand, TResult>>().Handle(command, session.Ct);
        var handled = time.GetElapsedTime(started);
        if (handled > TimeSpan.FromMilliseconds(50) && session.Engine == Engine.Sqlite)
            log.LogDebug("{UseCase} held the write gate for {Milliseconds} ms", typeof(TCommand).Name, handled.TotalMilliseconds);

        await recorder.Record(session, room.Work, typeof(TCommand).Name, touched =>
        {
            if (result is IShowsDuties answer) answer.Show(touched);
            if (once is not null) room.Work.Append(new DoneOnce { Key = once.Key, RequestHash = once.RequestHash, At = room.Work.Now, Answer = JsonSerializer.Serialize(result, Json) });
        });
        return options.IsRehearsal ? throw new Rehearsed(result!) : result;
    }

    private static async Task<DoneOnce?> Find(WriteSession session, Once once)
    {
        var key = once.Key;
        return await session.Db.Set<DoneOnce>().AsNoTracking().FirstOrDefaultAsync(d => d.Key == key, session.Ct);
    }

    private Exception Explained(Exception fault, string useCase)
    {
        if (fault is DbUpdateConcurrencyException) return new Refusal("stale", "Someone else changed this in the meantime. Please look again and repeat your change.") { Kind = RefusalKind.Stale };
        if (fault is not Taken) return fault;
        log.LogInformation(fault, "{UseCase} met a value that is already taken", useCase);
        return new Refusal("taken", "This number or name is already in use.");
    }

    private static TResult Answer<TResult>(DoneOnce earlier, Once once) =>
        earlier.RequestHash == once.RequestHash
            ? JsonSerializer.Deserialize<TResult>(earlier.Answer, Json)!
            : throw new Refusal("idempotency-key-reused", "This idempotency key was already used for a different request.")
            {
                Kind = RefusalKind.Invalid, Field = "Idempotency-Key",
            };

    private DateTime Now() => time.GetUtcNow().UtcDateTime.ToMicros();

    /// <summary>Who lacks the right is told so before what was typed is even read.</summary>
    public static void Authorise(Actor actor, Permission needs)
    {
        if (actor.May(needs)) return;
        throw actor.IsNobody
            ? new Refusal("sign-in", "Please sign in.") { Kind = RefusalKind.SignIn }
            : Refusal.Forbidden();
    }

    /// <summary>All fields are checked at once, so that a person sees everything that is wrong.</summary>
    public static async Task Validate<T>(IServiceProvider services, T useCase, CancellationToken ct)
    {
        var errors = await Errors(services, useCase, ct);
        if (errors.Count > 0) throw new InvalidInput(errors);
    }

    public static async Task<Dictionary<string, string>> Errors<T>(IServiceProvider services, T useCase, CancellationToken ct)
    {
        var errors = new Dictionary<string, string>();
        if (Plain.FirstFault(useCase) is { } fault) errors[fault.Field] = fault.Sentence;
        if (services.GetService<IValidator<T>>() is not { } validator) return errors;
        var result = await validator.ValidateAsync(useCase, ct);
        foreach (var failure in result.Errors)
            errors.TryAdd(Names.Camel(failure.PropertyName), failure.ErrorMessage);
        return errors;
    }
}
