using System.Reflection;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Events;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Access;

/// <summary>A unit and all below it now stand elsewhere in the tree; search must learn the new paths.</summary>
public sealed record UnitMoved : Fact
{
    /// <summary>Which kind of record comes next, and after which key: a long move is told in parts.</summary>
    public int Part { get; init; }
    public Guid? After { get; init; }
}

/// <summary>Put a unit with all below it under another unit; records, rules and calendars go with it (PLAT-003).</summary>
public sealed record MoveUnit(int No, Guid ParentId, string Reason) : ICommand<MoveUnit, Done>
{
    private static readonly MethodInfo Rewrite = typeof(Handler).GetMethod(nameof(Handler.MoveRows), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static Permission Needs => AccessPermissions.Organisation;

    public sealed class Rules : AbstractValidator<MoveUnit>
    {
        public Rules() => RuleFor(m => m.Reason).NotEmpty().MaximumLength(200);
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<MoveUnit, Done>
    {
        public async Task<Done> Handle(MoveUnit command, CancellationToken ct)
        {
            var unit = await db.Units.FirstOrDefaultAsync(u => u.No == command.No, ct) ?? throw Refusal.NotFound("The unit");
            var parent = await db.Units.FirstOrDefaultAsync(u => u.Id == command.ParentId, ct) ?? throw Refusal.Of("parentId", "unit.unknown", "Please choose a unit.");
            if (parent.Path.StartsWith(unit.Path, StringComparison.Ordinal)) throw Refusal.Of("parentId", "unit.circle", "A unit cannot stand below itself.");
            if (unit.ParentId is null) throw Refusal.Of("parentId", "unit.root", "The topmost unit cannot be moved.");
            var (from, to) = (unit.Path, $"{parent.Path}{unit.No}/");
            foreach (var below in await db.Units.Where(u => u.Path.StartsWith(from)).ToListAsync(ct)) below.Path = to + below.Path[from.Length..];
            unit.ParentId = parent.Id;
            foreach (var type in db.Model.GetEntityTypes().Select(t => t.ClrType).Where(Moves))
                await (Task)Rewrite.MakeGenericMethod(type).Invoke(null, [db, PathRange.Below(from), to, ct])!;
            work.Raise(new UnitMoved { Subject = new SubjectRef("unit", unit.Id, unit.NameZh), At = work.Now, Belongs = new Belonging(to, "", null) });
            work.Raise(new Obligations.CalendarChanged { Subject = new SubjectRef("calendar", Guid.Empty), At = work.Now });
            (work.Subject, work.Reason, work.UnitPath) = (new SubjectRef("unit", unit.Id, unit.No.ToString()), command.Reason, to);
            return Done.Yes;
        }

        /// <summary>Everything that belongs to a unit, whoever asks: scoped records, own parameter values, calendar days and working hours.</summary>
        private static bool Moves(Type type) => typeof(IScoped).IsAssignableFrom(type) || type == typeof(ParameterValue) || type == typeof(CalendarDay) || type == typeof(UnitHours);

        internal static Task<int> MoveRows<T>(KernelDb db, PathRange range, string to, CancellationToken ct) where T : class
        {
            var (low, high, cut) = (range.From, range.To, range.From.Length);
            return db.Unscoped<T>()
                .Where(r => string.Compare(EF.Property<string>(r, "UnitPath"), low) >= 0 && string.Compare(EF.Property<string>(r, "UnitPath"), high) < 0)
                .ExecuteUpdateAsync(row => row.SetProperty(r => EF.Property<string>(r, "UnitPath"), r => to + EF.Property<string>(r, "UnitPath").Substring(cut)), ct);
        }
    }
}
