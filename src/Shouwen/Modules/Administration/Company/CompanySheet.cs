using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Settings;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Modules.Administration.Company;

/// <summary>Show the company's names and telephone, as greetings and prints use them (PLAT-011).</summary>
public sealed record CompanySheet : IQuery<CompanySheet, CompanyProfile>
{
    public static Permission Needs => AccessPermissions.Organisation;

    public sealed class Handler(KernelDb db) : IHandler<CompanySheet, CompanyProfile>
    {
        public Task<CompanyProfile> Handle(CompanySheet query, CancellationToken ct) => CompanyProfile.Of(db, ct);
    }
}

/// <summary>Change the company's names and telephone.</summary>
public sealed record ChangeCompany(string NameZh, string NameEn, string Phone) : ICommand<ChangeCompany, Done>
{
    public static Permission Needs => AccessPermissions.Organisation;

    public sealed class Rules : AbstractValidator<ChangeCompany>
    {
        public Rules()
        {
            RuleFor(c => c.NameZh).NotEmpty().MaximumLength(100);
            RuleFor(c => c.NameEn).MaximumLength(100);
            RuleFor(c => c.Phone).Telephone();
        }
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<ChangeCompany, Done>
    {
        public async Task<Done> Handle(ChangeCompany command, CancellationToken ct)
        {
            var company = await CompanyProfile.Of(db, ct);
            await CompanyProfile.Keep(db, company with { NameZh = command.NameZh.Trim(), NameEn = command.NameEn.Trim(), Phone = TypedPhones.Whole(command.Phone, "phone") }, ct);
            work.Subject = new SubjectRef("company", Guid.Empty, command.NameZh);
            return Done.Yes;
        }
    }
}
