using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.Policies;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Modules.Customers.Files;

/// <summary>Show the empty form of a new customer, or a file's details to be changed.</summary>
public sealed record CustomerForm(string? Number = null) : IQuery<CustomerForm, CustomerForm.View>
{
    public static Permission Needs => CustomersPermissions.Edit;

    /// <summary>The details as the form shows them: telephone numbers masked, sent back unchanged they stay as they are.</summary>
    public sealed record Details(
        string Number, string Name, string Phone, string OtherPhone, string Address, string Company, CustomerType Type, CustomerStatus Status, bool IsKey, string Email, string WeChat,
        string PlaceOfOrigin, string Industry, string CameThrough, string Category, string Remarks, Guid? KeeperId, string Territory, string Unit, DateOnly? InstalledOn, int Version);

    public sealed record View(Details? File, IReadOnlyList<string> Required, CustomerChoices Choices);

    public sealed class Handler(AppDb db, Work work, PolicyBook policies) : IHandler<CustomerForm, View>
    {
        public async Task<View> Handle(CustomerForm query, CancellationToken ct)
        {
            var file = query.Number is { } number ? await db.Customers.Numbered(number, ct) : null;
            var required = (await policies.Current(ct)).Read(CustomersRules.Registration, file?.UnitPath ?? work.Actor.UnitPath, WorkCalendar.Default.LocalDate(work.Now));
            return new View(file is null ? null : await Of(file, ct), required, await CustomerChoices.Read(db, ct));
        }

        private async Task<Details> Of(Customer file, CancellationToken ct)
        {
            var territory = file.TerritoryId is { } id ? await db.Territories.Where(t => t.Id == id).Select(t => (int?)t.No).FirstOrDefaultAsync(ct) : null;
            var unit = await db.Units.Where(u => u.Path == file.UnitPath).Select(u => (int?)u.No).FirstOrDefaultAsync(ct);
            return new Details(file.Number, file.Name, Phones.Mask(file.Phone), Phones.Mask(file.OtherPhone), file.Address, file.Company, file.Type, file.Status, file.IsKey, file.Email, file.WeChat,
                file.PlaceOfOrigin, file.Industry, file.CameThrough, file.Category, file.Remarks, file.KeeperId, territory?.ToString() ?? "", unit?.ToString() ?? "", file.InstalledOn, file.Version);
        }
    }
}
