using Shouwen.Kernel.Data;

namespace Shouwen.Kernel.Attachments;

/// <summary>A file or photo on a record (PLAT-006). The row says what and whose; the bytes stand in the <see cref="FileStore"/> under their hash.</summary>
public sealed class Attachment : Entity, IScoped
{
    public const int MostOnOneRecord = 200;

    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }

    /// <summary>Where the record belonged when the file was added; who may see the file is asked of the record itself.</summary>
    public required string UnitPath { get; init; }
    public required string TerritoryPath { get; init; }
    public required string Name { get; init; }
    public required string MediaType { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the content in hexadecimal; also its name in the store.</summary>
    public required string Sha { get; init; }
    public required Guid ById { get; init; }
    public required string ByName { get; init; }
    public required DateTime At { get; init; }

    /// <summary>A removed file is no longer shown; it is kept, because it may have been evidence.</summary>
    public DateTime? RemovedAt { get; private set; }
    public string RemovedReason { get; private set; } = "";

    public void Remove(DateTime at, string reason) => (RemovedAt, RemovedReason) = (at, reason);
}
