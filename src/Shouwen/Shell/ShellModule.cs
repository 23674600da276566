using Shouwen.Kernel.Access;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Attachments;
using Shouwen.Kernel.Events;
using Shouwen.Kernel.Jobs;
using Shouwen.Kernel.Lifecycle;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Reporting;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Shell.Help;

namespace Shouwen.Shell;

/// <summary>What belongs to no module: signing in, today, the search box, notices, one's own account, the gallery.</summary>
public sealed class ShellModule : IModule
{
    public void Describe(House house)
    {
        SignInDesk.Map(house.Routes);
        house.Policies.Declare([.. SignInRules.All, .. Retention.All]);

        house.Menu("Today", "/", "calendar-check", "Work", 10, KernelPermissions.SignedIn);
        house.Routes.Page<Today, Today.View, TodayPage>("/", "Today");
        house.Routes.Page<Today, Today.View, TodayPage>("/today", "Today");
        house.Routes.Page<Find, Find.View, FindPage>("/search", "Search");
        house.Routes.ApiGet<Find, Find.View>("search");
        house.Routes.Page<HelpIndex, HelpIndex.View, HelpIndexPage>("/help", "Help");
        house.Routes.Page<ShowHelp, ShowHelp.View, HelpPage>("/help/{page}", "Help", v => v.Text.Title);
        house.Routes.Page<MyNotices, MyNotices.View, NoticesPage>("/notices", "Notices");
        house.Routes.Form<ReadNotices, Done, MyNotices, MyNotices.View, NoticesPage>("/notices/read", "Notices", (_, _) => "/notices");
        house.Routes.Page<MyAccount, MyAccount.View, AccountPage>("/me", "My account");
        house.Routes.Form<ChangePassword, Done, MyAccount, MyAccount.View, AccountPage>("/me/password", "My account", (_, _) => "/sign-in", "Your password was changed. Please sign in again.");
        house.Routes.Form<BeginSecondFactor, Done, MyAccount, MyAccount.View, AccountPage>("/me/second-factor", "My account", (_, _) => "/me");
        house.Routes.Form<ConfirmSecondFactor, ConfirmSecondFactor.Confirmed, MyAccount, MyAccount.View, AccountPage>("/me/second-factor/confirm", "My account", (_, _) => "");
        house.Routes.Page<MyAccount, MyAccount.View, AccountPage>("/me/second-factor/confirm", "My account");
        house.Routes.Form<TurnOffSecondFactor, Done, MyAccount, MyAccount.View, AccountPage>("/me/second-factor/off", "My account", (_, _) => "/me", "The second factor is off.");
        house.Routes.Form<SetAbsence, Done, MyAccount, MyAccount.View, AccountPage>("/me/absence", "My account", (_, _) => "/me", "Your absence was saved.");
        house.Routes.Page<ObligationList, ObligationList.View, ObligationsPage>("/obligations", "Obligations");
        house.Routes.ApiGet<ObligationList, ObligationList.View>("obligations");
        house.Routes.Form<WaiveObligation, WaiveObligation.Waived, ObligationList, ObligationList.View, ObligationsPage>("/obligations/{id}/waive", "Obligations", (waived, _) => waived.Url, "The obligation was waived.");
        house.Routes.ApiPost<WaiveObligation, WaiveObligation.Waived>("obligations/{id}/waive");

        Kernel.Live.LiveEndpoint.Map(house.Routes);
        AttachmentEndpoints.Map(house.Routes);
        house.Policies.Declare(AttachmentRules.Largest, AttachmentRules.Types);
        house.Every.Daily<SweepFiles, int>("sweep-files", new TimeOnly(3, 40), () => new SweepFiles());

        house.Routes.Page<ShowGallery, Done, Kernel.Web.Kit.GalleryPage>("/gallery", "Component gallery");

        house.Every.Daily<SealActivity, SealActivity.Result>("seal-activity", new TimeOnly(0, 5), () => new SealActivity());
        house.Every.Daily<MakeHistoryMonths, int>("history-months", new TimeOnly(3, 20), () => new MakeHistoryMonths());
        house.Every.Daily<ClearOld, ClearOld.Result>("clear-old", new TimeOnly(3, 40), () => new ClearOld());
        house.Hears.On<MoreToClear, ClearOld, ClearOld.Result>(_ => new ClearOld());
        house.Every.Every<GatherMonths, IReadOnlyList<KeepMonth>, KeepMonth, bool>("keep-months", TimeSpan.FromMinutes(10), () => new GatherMonths(), found => found);
        house.Every.Daily<VerifyMonths, VerifyMonths.Verdict, DoubtMonth, Done>("verify-months", new TimeOnly(2, 20), () => new VerifyMonths(), verdict => verdict.Different);
        house.Every.Daily<OpenScheduledDuties, int>("scheduled-duties", new TimeOnly(6, 30), () => new OpenScheduledDuties());
        house.Hears.On<SubjectsRemain, OpenScheduledDuties, int>(fact => new OpenScheduledDuties(fact.Clause, fact.After));
        house.Hears.On<CalendarChanged, RecomputeObligations, int>(fact => new RecomputeObligations(fact.Subject.Id == Guid.Empty ? null : fact.Subject.Id));
    }
}
