using FluentValidation;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Contracts;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Modules.Customers.Files;

/// <summary>Open a customer file; one that may exist already is opened only when the person insists (CUST-001, CUST-004, CUST-005).</summary>
public sealed record OpenCustomer(
    string Name, string? Phone = null, string? Address = null, string? Territory = null, string? Company = null, CustomerType Type = CustomerType.EndCustomer, bool IsKey = false,
    string? OtherPhone = null, string? Email = null, string? WeChat = null, string? PlaceOfOrigin = null, string? Industry = null, string? CameThrough = null,
    string? Category = null, string? Remarks = null, Guid? KeeperId = null, DateOnly? InstalledOn = null, bool OpenAnyway = false) : ICommand<OpenCustomer, OpenCustomer.Opened>, ICustomerDetails
{
    private const int MostCandidates = 5;

    public static Permission Needs => CustomersPermissions.Edit;

    public sealed record Opened(Guid Id, string Number, bool IsToComplete, IReadOnlyList<string> Missing);

    public sealed class Rules : AbstractValidator<OpenCustomer>
    {
        public Rules() => Include(new CustomerDetailRules());
    }

    public sealed class Handler(AppDb db, Work work, CustomerDesk desk) : IHandler<OpenCustomer, Opened>
    {
        public async Task<Opened> Handle(OpenCustomer command, CancellationToken ct)
        {
            if (!command.OpenAnyway) await RefuseDuplicates(command, ct);
            var file = await desk.Open(new NewCustomer(command.Name, TypedPhones.Whole(command.Phone, "phone"), command.Address, command.Territory, command.Company), ct, "territory");
            await file.Describe(command, db, work.Now, ct);
            work.Subject = file.Subject;
            var missing = await desk.Judge(file);
            return new Opened(file.Id, file.Number, file.IsToComplete, missing);
        }

        private async Task RefuseDuplicates(OpenCustomer command, CancellationToken ct)
        {
            var candidates = await db.Duplicates(command.Name, command.Phone, command.Address, MostCandidates, ct);
            if (candidates.Count > 0)
                throw Refusal.Of("openAnyway", "customer.duplicate", "There is a file already with this telephone, or with this name and address: {0}.",
                    string.Join(", ", candidates.Select(c => c.Number + " " + c.Name)));
        }
    }
}
