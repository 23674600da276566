using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Printing;

/// <summary>Give a page for paper its number, and keep in the audit trail who printed what and when (PLAT-017).</summary>
public sealed record NotePrint(string Title, string Address) : ICommand<NotePrint, NotePrint.Result>
{
    public static readonly Series Numbers = new("print", "DY", Yearly: true);

    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed record Result(string Number);

    public sealed class Rules : AbstractValidator<NotePrint>
    {
        public Rules()
        {
            RuleFor(p => p.Title).MaximumLength(200);
            RuleFor(p => p.Address).MaximumLength(500);
        }
    }

    public sealed class Handler(Work work, Numbers numbers) : IHandler<NotePrint, Result>
    {
        public async Task<Result> Handle(NotePrint command, CancellationToken ct)
        {
            var number = await numbers.Next(NotePrint.Numbers, WorkCalendar.Default.LocalDate(work.Now).Year);
            (work.Subject, work.Reason) = (new SubjectRef("print", Guid.Empty, number), $"{command.Title} {command.Address}");
            return new Result(number);
        }
    }
}
