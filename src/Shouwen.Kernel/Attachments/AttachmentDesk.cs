using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Search;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Attachments;

/// <summary>An attached file as a page shows it.</summary>
public sealed record AttachedFile(Guid Id, string Name, string MediaType, bool IsPicture, long Size, string By, DateTime At, bool MayRemove)
{
    public string Url => $"/attachments/{Id}";
}

/// <summary>Finds attachments, and the record they stand on as the actor sees it: what is not seen has no files.</summary>
public sealed class AttachmentDesk(KernelDb db, Work work, IEnumerable<ISeen> records)
{
    private static readonly Question<KernelDb, Guid, Attachment> OnRecord = new((db, subject) =>
        db.Set<Attachment>().AsNoTracking().IgnoreQueryFilters(new[] { KernelDb.ScopeFilter }).Where(a => a.SubjectId == subject && a.RemovedAt == null)
            .OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Take(Attachment.MostOnOneRecord));

    /// <summary>The files of a record that the caller has already seen, newest first.</summary>
    public async Task<IReadOnlyList<AttachedFile>> Of(Guid subjectId, CancellationToken ct)
    {
        return [.. (await OnRecord.All(db, subjectId, ct)).Select(a => new AttachedFile(a.Id, a.Name, a.MediaType, FileKind.Of(a.Name)?.IsPicture == true, a.Size, a.ByName, a.At, MayRemove(a)))];
    }

    /// <summary>The record, if this actor may see it.</summary>
    public async Task<Seen> Record(string kind, Guid id, CancellationToken ct)
    {
        foreach (var source in records.Where(s => s.Kind == kind))
            if ((await source.Visible([id], ct)).FirstOrDefault() is { } seen) return seen;
        throw Refusal.NotFound("The record");
    }

    /// <summary>A file and its record, if this actor may see the record.</summary>
    public async Task<(Attachment File, Seen Record)> Find(Guid id, CancellationToken ct)
    {
        var file = await db.Unscoped<Attachment>().FirstOrDefaultAsync(a => a.Id == id && a.RemovedAt == null, ct) ?? throw Refusal.NotFound("The file");
        try
        {
            return (file, await Record(file.SubjectKind, file.SubjectId, ct));
        }
        catch (Refusal)
        {
            throw Refusal.NotFound("The file");
        }
    }

    /// <summary>One's own, or with the right to remove those of others.</summary>
    public bool MayRemove(Attachment file) => file.ById == work.Actor.Id || work.Actor.May(AttachmentPermissions.Remove);
}
