using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Callbacks.Model;

namespace Shouwen.Modules.Callbacks.Rules;

/// <summary>Show the empty form of a new callback rule to those who may save one (CBS-001).</summary>
public sealed record NewCallbackRule : IQuery<NewCallbackRule, CallbackRuleSheet.View>
{
    private const int MostChoices = 300;

    public static Permission Needs => CallbacksPermissions.Rules;

    public sealed class Handler(AppDb db, Work work) : IHandler<NewCallbackRule, CallbackRuleSheet.View>
    {
        public async Task<CallbackRuleSheet.View> Handle(NewCallbackRule query, CancellationToken ct)
        {
            var today = WorkCalendar.Default.LocalDate(work.Now);
            var units = await db.Units.OrderBy(u => u.Path).Take(MostChoices).ToListAsync(ct);
            var territories = await db.Territories.OrderBy(t => t.Path).Take(MostChoices).ToListAsync(ct);
            return new CallbackRuleSheet.View(null, today, today, CallbackFigures.None, [], (await OwnerNames.Read(db, ct)).Options,
                [.. units.Select(u => new Option(u.No.ToString(), u.Name.ToString()))], [.. territories.Select(t => new Option(t.No.ToString(), t.Name.ToString()))], true, today);
        }
    }
}
