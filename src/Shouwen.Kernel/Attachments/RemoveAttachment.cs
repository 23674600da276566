using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Attachments;

/// <summary>Take a file off a record, with a reason; the trail keeps it, and who looks there knows why it is gone.</summary>
public sealed record RemoveAttachment(Guid Id, string Reason) : ICommand<RemoveAttachment, RemoveAttachment.Removed>
{
    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed record Removed(Guid Id, string Record);

    public sealed class Rules : AbstractValidator<RemoveAttachment>
    {
        public Rules() => RuleFor(r => r.Reason).NotEmpty().MaximumLength(200);
    }

    public sealed class Handler(Work work, AttachmentDesk desk, SubjectKinds subjects) : IHandler<RemoveAttachment, Removed>
    {
        public async Task<Removed> Handle(RemoveAttachment command, CancellationToken ct)
        {
            var (file, record) = await desk.Find(command.Id, ct);
            if (!desk.MayRemove(file)) throw Refusal.Forbidden();
            file.Remove(work.Now, command.Reason.Trim());
            (work.Subject, work.Reason) = (record.Ref, command.Reason.Trim());
            return new Removed(file.Id, subjects.Url(record.Ref));
        }
    }
}
