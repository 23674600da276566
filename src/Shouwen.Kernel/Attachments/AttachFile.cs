using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Attachments;

/// <summary>Attach a file, whose content already stands in the store, to a record (PLAT-006).</summary>
public sealed record AttachFile(string SubjectKind, Guid SubjectId, string Name, string Sha, long Size, string Head) : ICommand<AttachFile, AttachFile.Attached>
{
    public const int LongestName = 120;

    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed record Attached(Guid Id, string Name, string MediaType, long Size, string Sha, string Url, string Record);

    public sealed class Rules : AbstractValidator<AttachFile>
    {
        public Rules()
        {
            RuleFor(a => a.Name).NotEmpty().MaximumLength(LongestName).OverridePropertyName("file");
            RuleFor(a => a.SubjectKind).NotEmpty().MaximumLength(40);
            RuleFor(a => a.Sha).Matches("^[0-9a-f]{64}$").OverridePropertyName("file");
            RuleFor(a => a.Head).MaximumLength(FileKind.HeadLength * 2).OverridePropertyName("file");
        }
    }

    public sealed class Handler(KernelDb db, Work work, AttachmentDesk desk, PolicyBook policies, Subjects.SubjectKinds subjects) : IHandler<AttachFile, Attached>
    {
        public async Task<Attached> Handle(AttachFile command, CancellationToken ct)
        {
            var record = await desk.Record(command.SubjectKind, command.SubjectId, ct);
            var kind = await Allowed(command, record.UnitPath, ct);
            if (await db.Unscoped<Attachment>().CountAsync(a => a.SubjectId == command.SubjectId && a.RemovedAt == null, ct) >= Attachment.MostOnOneRecord)
                throw Refusal.Of("file", "attachment.many", "A record may have at most {0} files.", Attachment.MostOnOneRecord);
            var file = new Attachment
            {
                SubjectKind = record.Ref.Kind, SubjectId = record.Ref.Id, UnitPath = record.UnitPath, TerritoryPath = record.TerritoryPath, Name = command.Name.Trim(), MediaType = kind.MediaType,
                Size = command.Size, Sha = command.Sha, ById = work.Actor.Id, ByName = work.Actor.Name, At = work.Now,
            };
            db.Add(file);
            work.Subject = record.Ref;
            return new Attached(file.Id, file.Name, file.MediaType, file.Size, file.Sha, $"/api/v1/attachments/{file.Id}", subjects.Url(record.Ref));
        }

        private async Task<FileKind> Allowed(AttachFile command, string unitPath, CancellationToken ct)
        {
            var (policy, today) = (await policies.Current(ct), Dates.LocalDate(work.Now));
            var most = policy.Read(AttachmentRules.Largest, unitPath, today);
            if (command.Size == 0) throw Refusal.Of("file", "attachment.empty", "{0} is empty.", command.Name);
            if (command.Size > most * 1024L * 1024) throw Refusal.Of("file", "attachment.large", "{0} is larger than {1} MB, the most that may be attached.", command.Name, most);
            var types = policy.Read(AttachmentRules.Types, unitPath, today);
            if (FileKind.Of(command.Name) is not { } kind || !types.Contains(kind.Extension))
                throw Refusal.Of("file", "attachment.kind", "Files such as {0} may not be attached; possible are {1}.", command.Name, types.ToString());
            return kind.Fits(Convert.FromHexString(command.Head)) ? kind
                : throw Refusal.Of("file", "attachment.false", "{0} is not what its name says; please save it again under its proper kind.", command.Name);
        }
    }
}
