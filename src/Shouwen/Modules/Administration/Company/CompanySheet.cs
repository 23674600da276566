using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Settings;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Modules.Administration.Company;

/// <summary>Show the company's names and telephone, as greetings and prints use them (PLAT-011).</summary>
public sealed record CompanySheet : IQuery<CompanySheet, CompanyProfile>
{
    public static Permission Needs => AccessPermissions.Organisation;

    public sealed class Handler(KernelDb db) : IHandler<CompanySheet, CompanyProfile>
    {
        public async Task<CompanyProfile> Handle(CompanySheet query, CancellationToken ct)
        {
            var stored = await db.Settings.Where(s => s.Name == CompanyProfile.Key).Select(s => s.Value).FirstOrDefaultAsync(ct);
            return stored is null ? CompanyProfile.Unnamed : JsonSerializer.Deserialize<CompanyProfile>(stored)!;
        }
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
            RuleFor(c => c.Phone).MaximumLength(40);
        }
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<ChangeCompany, Done>
    {
        private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

        public async Task<Done> Handle(ChangeCompany command, CancellationToken ct)
        {
            var setting = await db.Settings.FirstOrDefaultAsync(s => s.Name == CompanyProfile.Key, ct);
            var isDemo = setting is not null && JsonSerializer.Deserialize<CompanyProfile>(setting.Value)!.IsDemo;
            var value = JsonSerializer.Serialize(new CompanyProfile(command.NameZh.Trim(), command.NameEn.Trim(), command.Phone.Trim(), isDemo), Readable);
            if (setting is null) db.Settings.Add(new Setting { Name = CompanyProfile.Key, Value = value });
            else setting.Value = value;
            work.Subject = new SubjectRef("company", Guid.Empty, command.NameZh);
            return Done.Yes;
        }
    }
}
