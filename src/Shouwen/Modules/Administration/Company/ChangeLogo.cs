using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Attachments;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Settings;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Modules.Administration.Company;

/// <summary>Put the company's logo, whose content already stands in the store, on everything printed (PLAT-017); without a file there is none.</summary>
public sealed record ChangeLogo(string? File = null, string? Sha = null, long Size = 0, string? Head = null) : ICommand<ChangeLogo, Done>
{
    private const int Largest = 1024 * 1024;

    public static Permission Needs => AccessPermissions.Organisation;

    public sealed class Rules : AbstractValidator<ChangeLogo>
    {
        public Rules()
        {
            RuleFor(l => l.File).MaximumLength(AttachFile.LongestName);
            RuleFor(l => l.Sha).Matches("^[0-9a-f]{64}$").When(l => l.Sha is not null).OverridePropertyName("file");
            RuleFor(l => l.Head).MaximumLength(FileKind.HeadLength * 2).OverridePropertyName("file");
        }
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<ChangeLogo, Done>
    {
        public async Task<Done> Handle(ChangeLogo command, CancellationToken ct)
        {
            var company = await CompanyProfile.Of(db, ct);
            await CompanyProfile.Keep(db, company with { Logo = command.Sha is null ? null : new CompanyLogo(command.Sha, Picture(command).MediaType) }, ct);
            work.Subject = new SubjectRef("company", Guid.Empty, company.NameZh);
            return Done.Yes;
        }

        private static FileKind Picture(ChangeLogo command)
        {
            if (command.Size > Largest) throw Refusal.Of("file", "attachment.large", "{0} is larger than {1} MB, the most that may be attached.", command.File, Largest / 1024 / 1024);
            return FileKind.Of(command.File ?? "") is { IsPicture: true } kind && kind.Fits(Convert.FromHexString(command.Head ?? "")) ? kind
                : throw Refusal.Of("file", "logo.picture", "A logo is a picture: PNG, JPEG, GIF or WebP.");
        }
    }
}

/// <summary>Read the company's logo, for everyone who prints.</summary>
public sealed record ReadLogo : IQuery<ReadLogo, CompanyLogo>
{
    public static Permission Needs => KernelPermissions.SignedIn;

    public sealed class Handler(KernelDb db) : IHandler<ReadLogo, CompanyLogo>
    {
        public async Task<CompanyLogo> Handle(ReadLogo query, CancellationToken ct) => (await CompanyProfile.Of(db, ct)).Logo ?? throw Refusal.NotFound("The file");
    }
}
