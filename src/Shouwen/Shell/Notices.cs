using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Notices;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Shell;

/// <summary>Read the notices addressed to oneself, newest first (PLAT-008).</summary>
public sealed record MyNotices(string? After = null) : IQuery<MyNotices, MyNotices.View>
{
    public const int Rows = 30;

    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed record Row(Guid Id, DateTime At, NoticeTone Tone, string Sentence, string Url, bool IsRead);

    public sealed record View(IReadOnlyList<Row> Items, string? Next);

    public sealed class Handler(KernelDb db, Work work, SubjectKinds subjects) : IHandler<MyNotices, View>
    {
        public async Task<View> Handle(MyNotices query, CancellationToken ct)
        {
            var me = work.Actor.Id;
            var rows = db.Notices.Where(n => n.UserId == me);
            if (PageOf.Cursor(query.After) is var (_, id)) rows = rows.Where(n => n.Id < id);
            var page = await rows.OrderByDescending(n => n.Id).Take(Rows + 1).ToListAsync(ct);
            var shown = page.Take(Rows).Select(n => new Row(n.Id, n.At, n.Tone, n.Sentence, subjects.Url(new SubjectRef(n.SubjectKind, n.SubjectId, n.SubjectLabel)), n.ReadAt is not null)).ToList();
            return new View(shown, page.Count > Rows ? PageOf.Cursor(shown[^1].At, shown[^1].Id) : null);
        }
    }
}

/// <summary>Mark all one's notices as read.</summary>
public sealed record ReadNotices : ICommand<ReadNotices, Done>
{
    private const int Most = 500;

    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed class Handler(KernelDb db, Work work) : IHandler<ReadNotices, Done>
    {
        public async Task<Done> Handle(ReadNotices command, CancellationToken ct)
        {
            var me = work.Actor.Id;
            foreach (var notice in await db.Notices.Where(n => n.UserId == me && n.ReadAt == null).OrderBy(n => n.Id).Take(Most).ToListAsync(ct))
                notice.ReadAt = work.Now;
            return Done.Yes;
        }
    }
}
