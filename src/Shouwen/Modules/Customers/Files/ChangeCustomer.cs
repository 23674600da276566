using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Numbering;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Contracts;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Modules.Customers.Files;

/// <summary>Change a customer file; the old values stay readable in its changes (CUST-001).</summary>
public sealed record ChangeCustomer(
    string Number, string Name, string? Phone = null, string? Address = null, string? Territory = null, string? Company = null, CustomerType Type = CustomerType.EndCustomer, bool IsKey = false,
    string? OtherPhone = null, string? Email = null, string? WeChat = null, string? PlaceOfOrigin = null, string? Industry = null, string? CameThrough = null,
    string? Category = null, string? Remarks = null, Guid? KeeperId = null, CustomerStatus? Status = null, int? Unit = null, DateOnly? InstalledOn = null) : ICommand<ChangeCustomer, ChangeCustomer.Changed>, ICustomerDetails
{
    public static Permission Needs => CustomersPermissions.Edit;

    public sealed record Changed(Guid Id, string Number, bool IsToComplete, IReadOnlyList<string> Missing);

    public sealed class Rules : AbstractValidator<ChangeCustomer>
    {
        public Rules() => Include(new CustomerDetailRules());
    }

    public sealed class Handler(AppDb db, Work work, CustomerDesk desk) : IHandler<ChangeCustomer, Changed>
    {
        public async Task<Changed> Handle(ChangeCustomer command, CancellationToken ct)
        {
            var file = await db.Customers.Numbered(command.Number, ct);
            work.Subject = file.Subject;
            (file.Name, file.Company, file.Address) = (command.Name.Trim(), CustomerDetailWriting.Plain(command.Company), CustomerDetailWriting.Plain(command.Address));
            file.SetPhone(TypedPhones.Whole(command.Phone, "phone", file.Phone));
            await file.Describe(command, db, work.Now, ct);
            if (file.IsKey && file.Status != CustomerStatus.Closed && command.Status == CustomerStatus.Closed) file.Tell(new KeyCustomerLeft(), work.Now);
            file.Status = command.Status ?? file.Status;
            await Move(file, command, desk, ct);
            var missing = await desk.Judge(file);
            return new Changed(file.Id, file.Number, file.IsToComplete, missing);
        }

        /// <summary>Another territory or unit takes the contact persons along, so that the same people see them.</summary>
        private async Task Move(Customer file, ChangeCustomer command, CustomerDesk desk, CancellationToken ct)
        {
            var (unitBefore, territoryBefore) = (file.UnitPath, file.TerritoryPath);
            var territory = await desk.Territory(command.Territory, ct, "territory");
            (file.TerritoryId, file.TerritoryPath) = (territory?.Id, territory?.Path ?? "");
            if (command.Unit is { } no)
                file.UnitPath = await db.Units.Where(u => u.No == no).Select(u => u.Path).FirstOrDefaultAsync(ct)
                    ?? throw Refusal.Of("unit", "unit.unknown", "There is no unit with the number {0}.", no);
            if (file.UnitPath == unitBefore && file.TerritoryPath == territoryBefore) return;
            foreach (var person in await db.ContactPersons.Where(p => p.CustomerId == file.Id).ToListAsync(ct))
                (person.UnitPath, person.TerritoryPath) = (file.UnitPath, file.TerritoryPath);
        }
    }
}
