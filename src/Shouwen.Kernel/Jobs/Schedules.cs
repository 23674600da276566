using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Jobs;

/// <summary>Everything that happens by the clock: each schedule runs a use case as the system.</summary>
public sealed class Schedules(JobKinds kinds)
{
    private readonly List<Schedule> all = [];

    public IReadOnlyList<Schedule> All => all;

    /// <summary>Every day at a local time.</summary>
    public void Daily<TCommand, TResult>(string name, TimeOnly at, Func<TCommand> command)
        where TCommand : ICommand<TCommand, TResult> =>
        Add<TCommand, TResult>(name, command, now => NextLocal(now, at));

    public void Every<TCommand, TResult>(string name, TimeSpan interval, Func<TCommand> command)
        where TCommand : ICommand<TCommand, TResult> =>
        Add<TCommand, TResult>(name, command, now => now + interval);

    /// <summary>Every day at a local time: asks first, and does what the answer calls for.</summary>
    public void Daily<TQuery, TAnswer, TCommand, TResult>(string name, TimeOnly at, Func<TQuery> query, Func<TAnswer, IEnumerable<TCommand>> commands)
        where TQuery : IQuery<TQuery, TAnswer> where TCommand : ICommand<TCommand, TResult> =>
        Add<TQuery, TAnswer, TCommand, TResult>(name, query, commands, now => NextLocal(now, at));

    /// <summary>Asks first, and does what the answer calls for: what takes long is read before anybody has to wait for it.</summary>
    public void Every<TQuery, TAnswer, TCommand, TResult>(string name, TimeSpan interval, Func<TQuery> query, Func<TAnswer, IEnumerable<TCommand>> commands)
        where TQuery : IQuery<TQuery, TAnswer> where TCommand : ICommand<TCommand, TResult> =>
        Add<TQuery, TAnswer, TCommand, TResult>(name, query, commands, now => now + interval);

    private void Add<TCommand, TResult>(string name, Func<TCommand> command, Func<DateTime, DateTime> next)
        where TCommand : ICommand<TCommand, TResult>
    {
        all.Add(new Schedule(name, next));
        kinds.Add("schedule:" + name, async (job, services, ct) =>
            await services.GetRequiredService<Door>().Run<TCommand, TResult>(command(), Actor.System, new Once("job:" + job.Id), ct));
    }

    /// <summary>The commands bear to be run twice: each looks whether what was read still holds.</summary>
    private void Add<TQuery, TAnswer, TCommand, TResult>(string name, Func<TQuery> query, Func<TAnswer, IEnumerable<TCommand>> commands, Func<DateTime, DateTime> next)
        where TQuery : IQuery<TQuery, TAnswer> where TCommand : ICommand<TCommand, TResult>
    {
        all.Add(new Schedule(name, next));
        kinds.Add("schedule:" + name, async (_, services, ct) =>
        {
            var door = services.GetRequiredService<Door>();
            foreach (var command in commands(await door.Ask<TQuery, TAnswer>(query(), Actor.System, ct))) await door.Run<TCommand, TResult>(command, Actor.System, null, ct);
        });
    }

    private static DateTime NextLocal(DateTime now, TimeOnly at)
    {
        var calendar = WorkCalendar.Default;
        var today = calendar.ToUtc(calendar.LocalDate(now), at);
        return today > now ? today : calendar.ToUtc(calendar.LocalDate(now).AddDays(1), at);
    }
}

/// <summary>A named rhythm.</summary>
public sealed record Schedule(string Name, Func<DateTime, DateTime> Next);
