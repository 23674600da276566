using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Settings;
using Shouwen.Kernel.UseCases;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.Web;

/// <summary>Show what stands around every page: the company, the reader's unit, unread notices, overdue duties of one's own.</summary>
public sealed record FrameFacts : IQuery<FrameFacts, FrameFacts.View>
{
    public const int Most = 99;

    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed record View(CompanyProfile Company, string Unit, int Unread, int Overdue);

    public sealed class Handler(KernelDb db, Work work, CompanyBook company, OrganisationBook organisation) : IHandler<FrameFacts, View>
    {
        /// <summary>
        /// In one question, because every page asks it: nothing for each unread notice, and when the first duties will be, or are, past their
        /// time, a short piece of the index of what is still to be done.
        /// </summary>
        private static readonly Question<KernelDb, Guid, DateTime?> Waiting = new((db, me) =>
            db.Notices.Where(n => n.UserId == me && n.ReadAt == null).Select(n => n.ReadAt).Take(Most)
                .Concat(db.Obligations.IgnoreQueryFilters(new[] { KernelDb.ScopeFilter }).Where(o => o.OwnerId == me).Where(OutstandingDuties.IsRunning)
                    .OrderBy(o => o.DueAt).ThenBy(o => o.Id).Select(o => (DateTime?)o.DueAt).Take(Most)).TagWith(Planning.Once));

        public async Task<View> Handle(FrameFacts query, CancellationToken ct)
        {
            var waiting = await Waiting.All(db, work.Actor.Id, ct);
            var unit = (await organisation.Current(ct)).UnitName(work.Actor.UnitPath);
            return new View(await company.Current(ct), unit, waiting.Count(due => due is null), waiting.Count(due => due < work.Now));
        }
    }
}

/// <summary>Fills the frame of a page before it is rendered.</summary>
public static class FrameFiller
{
    public static async Task Fill(HttpContext http, Actor actor, string title)
    {
        await http.RequestServices.GetRequiredService<Text.OwnTexts>().Refresh(http.RequestAborted);
        var frame = http.RequestServices.GetRequiredService<PageFrame>();
        // What a page shows of itself depends on the same actor as what it was asked for.
        http.RequestServices.GetRequiredService<Room>().Work.Actor = actor;
        frame.Use(http.Request);
        if (!HttpMethods.IsGet(http.Request.Method)) frame.StandOn(PageBefore(http));
        frame.Title = title;
        frame.Now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        PageInput.Recall(http, frame);
        if (actor.IsNobody) return;
        var house = http.RequestServices.GetRequiredService<House>();
        var facts = await http.RequestServices.GetRequiredService<Door>().Ask(new FrameFacts(), actor, http.RequestAborted);
        frame.IsSignedIn = true;
        (frame.UserId, frame.UserName, frame.UserDetail) = (actor.Id.ToString("N"), actor.Name, facts.Unit);
        (frame.UnreadNotices, frame.Overdue) = (facts.Unread, facts.Overdue);
        (frame.CompanyName, frame.Logo) = (facts.Company.Name, facts.Company.Logo?.Sha[..12]);
        (frame.Menu, frame.Create) = (house.MenuFor(actor), house.CreateFor(actor));
        frame.Personal = [new MenuItem(T["My account"], "/me", "user-circle")];
        frame.Search = http.Request.Path == "/search" ? http.Request.Query["q"].ToString() : "";
    }

    /// <summary>A refused form is shown on the page it was sent from; that page's address keeps tabs and sorting right.</summary>
    private static string PageBefore(HttpContext http) =>
        Uri.TryCreate(http.Request.Headers.Referer.ToString(), UriKind.Absolute, out var referer) ? referer.PathAndQuery : http.Request.Path;
}
