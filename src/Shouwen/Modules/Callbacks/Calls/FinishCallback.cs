using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Callbacks.Contracts;
using Shouwen.Modules.Callbacks.Model;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Callbacks.Calls;

/// <summary>What the commands on a callback answer.</summary>
public sealed record CallbackAnswered(Guid Id, string Number, CallbackState State) : IShowsDuties
{
    public IReadOnlyList<DutyRow> Obligations { get; set; } = [];

    public void Show(IReadOnlyList<Obligation> duties) => Obligations = [.. duties.Select(DutyRow.Of)];
}

/// <summary>Record what the customer said; average and dissatisfied name the aspect and what to improve (CBS-021).</summary>
public sealed record FinishCallback(string Number, CallbackAnswer Answer, string? Aspect = null, string? Improvement = null, string? Suggestion = null, CallbackWay? Way = null) : ICommand<FinishCallback, CallbackAnswered>
{
    public static Permission Needs => CallbacksPermissions.Call;

    public sealed class Rules : AbstractValidator<FinishCallback>
    {
        public Rules()
        {
            RuleFor(c => c.Aspect).NotEmpty().When(c => c.Answer == CallbackAnswer.Dissatisfied || c.Answer == CallbackAnswer.Average).WithMessage(_ => T["Ask which aspect and note it."]);
            RuleFor(c => c.Aspect).MaximumLength(500);
            RuleFor(c => c.Improvement).MaximumLength(4000);
            RuleFor(c => c.Suggestion).MaximumLength(4000);
        }
    }

    public sealed class Handler(AppDb db, Work work, PolicyBook policies) : IHandler<FinishCallback, CallbackAnswered>
    {
        public async Task<CallbackAnswered> Handle(FinishCallback command, CancellationToken ct)
        {
            var callback = await CallbackDesk.Find(db, command.Number, ct);
            var policy = await policies.Current(ct);
            var most = policy.Read(CallbackParameters.Attempts, callback.UnitPath, WorkCalendar.Default.LocalDate(work.Now));
            if (command.Answer == CallbackAnswer.Unreachable && callback.Attempts < most)
                throw Refusal.Of("answer", "callback.attempts", "A customer counts as unreachable after {0} recorded attempts; there are {1}.", most, callback.Attempts);
            if (command.Way == CallbackWay.Visit && string.IsNullOrWhiteSpace(command.Aspect + command.Improvement + command.Suggestion))
                throw Refusal.Of("suggestion", "visit.report", "A visit needs its report: write down what was said.");
            callback.Finish(work, command.Answer, command.Aspect ?? "", command.Improvement ?? "", command.Suggestion ?? "", work.Now, command.Way);
            return new(callback.Id, callback.Number, callback.State);
        }
    }
}

/// <summary>Record an attempt that did not reach the customer; after the last one the callback ends as unreachable (CBS-017).</summary>
public sealed record TryCallback(string Number, string Result) : ICommand<TryCallback, CallbackAnswered>
{
    public static Permission Needs => CallbacksPermissions.Call;

    public sealed class Rules : AbstractValidator<TryCallback>
    {
        public Rules() => RuleFor(c => c.Result).NotEmpty().MaximumLength(200);
    }

    public sealed class Handler(AppDb db, Work work, PolicyBook policies) : IHandler<TryCallback, CallbackAnswered>
    {
        public async Task<CallbackAnswered> Handle(TryCallback command, CancellationToken ct)
        {
            var callback = await CallbackDesk.Find(db, command.Number, ct);
            work.Append(callback.Attempt(work, command.Result, work.Now));
            var policy = await policies.Current(ct);
            if (callback.Attempts >= policy.Read(CallbackParameters.Attempts, callback.UnitPath, WorkCalendar.Default.LocalDate(work.Now)))
                callback.Finish(work, CallbackAnswer.Unreachable, "", "", "", work.Now);
            return new(callback.Id, callback.Number, callback.State);
        }
    }
}

/// <summary>Agree another time with the customer, never in quiet hours, or hand the call to a colleague (CBS-012).</summary>
public sealed record MoveCallback(string Number, DateTime At, Guid? OwnerId = null) : ICommand<MoveCallback, CallbackAnswered>
{
    public static Permission Needs => CallbacksPermissions.Call;

    public sealed class Handler(AppDb db, Work work, PolicyBook policies) : IHandler<MoveCallback, CallbackAnswered>
    {
        public async Task<CallbackAnswered> Handle(MoveCallback command, CancellationToken ct)
        {
            var callback = await CallbackDesk.Find(db, command.Number, ct);
            await QuietTimes.Refuse(policies, callback.UnitPath, command.At, work.Now, ct);
            callback.AgreedAt = command.At;
            if (command.OwnerId is { } owner)
            {
                var name = await db.Users.Where(u => u.Id == owner && u.Enabled).Select(u => u.Name).FirstOrDefaultAsync(ct) ?? throw Refusal.Of("ownerId", "person.unknown", "Please choose a colleague.");
                callback.HandTo(owner, name, work.Now);
            }
            work.Subject = callback.Ref;
            return new(callback.Id, callback.Number, callback.State);
        }
    }
}

/// <summary>Finds callbacks within the actor's reach.</summary>
internal static class CallbackDesk
{
    public static async Task<Callback> Find(AppDb db, string number, CancellationToken ct)
    {
        var wanted = number.Trim().ToUpperInvariant();
        return await db.Callbacks.FirstOrDefaultAsync(c => c.Number == wanted, ct) ?? throw Refusal.NotFound("The callback");
    }
}
