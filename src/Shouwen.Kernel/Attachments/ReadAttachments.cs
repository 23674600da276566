using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Attachments;

/// <summary>List the files of a record.</summary>
public sealed record AttachmentList(string SubjectKind, Guid SubjectId) : IQuery<AttachmentList, AttachmentList.View>
{
    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed record View(IReadOnlyList<AttachedFile> Items);

    public sealed class Handler(AttachmentDesk desk) : IHandler<AttachmentList, View>
    {
        public async Task<View> Handle(AttachmentList query, CancellationToken ct)
        {
            var record = await desk.Record(query.SubjectKind, query.SubjectId, ct);
            return new View(await desk.Of(record.Ref.Id, ct));
        }
    }
}

/// <summary>The files for the page of a record that was just read for the same reader, who therefore may see it: for pages alone, no route leads here.</summary>
internal sealed record FilesOnPage(Guid SubjectId) : IQuery<FilesOnPage, IReadOnlyList<AttachedFile>>
{
    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed class Handler(AttachmentDesk desk) : IHandler<FilesOnPage, IReadOnlyList<AttachedFile>>
    {
        public Task<IReadOnlyList<AttachedFile>> Handle(FilesOnPage query, CancellationToken ct) => desk.Of(query.SubjectId, ct);
    }
}

/// <summary>Find one file to be shown or downloaded.</summary>
public sealed record ReadAttachment(Guid Id) : IQuery<ReadAttachment, ReadAttachment.View>
{
    public static Permission Needs => KernelPermissions.SignedIn;

    /// <summary>The name shown, the media type, and where the content stands.</summary>
    public sealed record View(string Name, string MediaType, string Sha, bool OpensInBrowser);

    public sealed class Handler(AttachmentDesk desk) : IHandler<ReadAttachment, View>
    {
        public async Task<View> Handle(ReadAttachment query, CancellationToken ct)
        {
            var (file, _) = await desk.Find(query.Id, ct);
            return new View(file.Name, file.MediaType, file.Sha, FileKind.Of(file.Name)?.OpensInBrowser == true);
        }
    }
}

/// <summary>Ask whether a record may be seen, and where it stands.</summary>
public sealed record SeeRecord(string SubjectKind, Guid SubjectId) : IQuery<SeeRecord, Search.Seen>
{
    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed class Handler(AttachmentDesk desk) : IHandler<SeeRecord, Search.Seen>
    {
        public Task<Search.Seen> Handle(SeeRecord query, CancellationToken ct) => desk.Record(query.SubjectKind, query.SubjectId, ct);
    }
}
