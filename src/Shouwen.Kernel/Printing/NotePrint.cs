using System.Globalization;
using System.Security.Cryptography;
using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Printing;

/// <summary>Give a page for paper its number, and keep in the audit trail who printed what and when (PLAT-017).</summary>
public sealed record NotePrint(string Title, string Address) : ICommand<NotePrint, NotePrint.Result>
{
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

    public sealed class Handler(Work work) : IHandler<NotePrint, Result>
    {
        private const string Letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

        /// <summary>No serial: it would tell how much others print.</summary>
        public Task<Result> Handle(NotePrint command, CancellationToken ct)
        {
            var number = string.Create(CultureInfo.InvariantCulture, $"DY{WorkCalendar.Default.LocalDate(work.Now):yyyyMMdd}-{new string(RandomNumberGenerator.GetItems<char>(Letters, 6))}");
            (work.Subject, work.Reason) = (new SubjectRef("print", Guid.Empty, number), $"{command.Title} {command.Address}");
            work.UnitPath = Widest(work.Actor.Reach);
            return Task.FromResult(new Result(number));
        }

        /// <summary>A page may show anything that its printer may see, so only who sees as much reads of it in the trail: a colleague of the same unit need not.</summary>
        private static string Widest(Reach reach) =>
            reach.CoversAll ? "/" : reach.Units.Where(u => u != PathRange.None).Select(u => u.From).OrderBy(p => p.Length).FirstOrDefault() ?? "";
    }
}
