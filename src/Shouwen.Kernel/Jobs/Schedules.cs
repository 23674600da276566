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

    private void Add<TCommand, TResult>(string name, Func<TCommand> command, Func<DateTime, DateTime> next)
        where TCommand : ICommand<TCommand, TResult>
    {
        all.Add(new Schedule(name, next));
        kinds.Add("schedule:" + name, async (job, services, ct) =>
            await services.GetRequiredService<Door>().Run<TCommand, TResult>(command(), Actor.System, new Once("job:" + job.Id), ct));
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
