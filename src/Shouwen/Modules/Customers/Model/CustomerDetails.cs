using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Contracts;

namespace Shouwen.Modules.Customers.Model;

/// <summary>The details of a customer file besides name, telephone and address, as forms and programs give them (CUST-001).</summary>
public interface ICustomerDetails
{
    string Name { get; }
    string? Phone { get; }
    string? Address { get; }
    string? Company { get; }
    CustomerType Type { get; }
    bool IsKey { get; }
    string? OtherPhone { get; }
    string? Email { get; }
    string? WeChat { get; }
    string? PlaceOfOrigin { get; }
    string? Industry { get; }
    string? CameThrough { get; }
    string? Category { get; }
    string? Remarks { get; }
    Guid? KeeperId { get; }
    DateOnly? InstalledOn { get; }
}

/// <summary>What every way of writing a customer file must keep to.</summary>
public sealed class CustomerDetailRules : AbstractValidator<ICustomerDetails>
{
    public const int LongestName = 100;
    public const int LongestAddress = 300;
    public const int LongestWord = 200;

    public CustomerDetailRules()
    {
        RuleFor(c => c.Name).NotEmpty().MaximumLength(LongestName);
        RuleFor(c => c.Phone).Telephone();
        RuleFor(c => c.OtherPhone).Telephone();
        RuleFor(c => c.Address).MaximumLength(LongestAddress);
        RuleFor(c => c.Company).MaximumLength(LongestWord);
        RuleFor(c => c.Email).MaximumLength(LongestWord).EmailAddress().When(c => !string.IsNullOrWhiteSpace(c.Email));
        RuleFor(c => c.WeChat).MaximumLength(LongestWord);
        RuleFor(c => c.PlaceOfOrigin).MaximumLength(LongestWord);
        RuleFor(c => c.Industry).MaximumLength(LongestWord);
        RuleFor(c => c.CameThrough).MaximumLength(LongestWord);
        RuleFor(c => c.Category).MaximumLength(LongestWord);
        RuleFor(c => c.Remarks).MaximumLength(KernelDb.LongText);
    }
}

/// <summary>Writes given details into a file.</summary>
public static class CustomerDetailWriting
{
    public static async Task Describe(this Customer file, ICustomerDetails given, AppDb db, DateTime now, CancellationToken ct)
    {
        var (wasKey, keeperBefore, installedBefore) = (file.IsKey, file.KeeperId, file.InstalledOn);
        if (given.KeeperId is { } keeper && keeper != file.KeeperId && !await db.Users.AnyAsync(u => u.Id == keeper && u.Enabled, ct))
            throw Refusal.Of("keeperId", "customer.keeper.unknown", "Please choose a colleague.");
        (file.Type, file.IsKey, file.KeeperId) = (given.Type, given.IsKey, given.KeeperId);
        file.OtherPhone = TypedPhones.Whole(given.OtherPhone, "otherPhone", file.OtherPhone);
        (file.Email, file.WeChat) = (Plain(given.Email), Plain(given.WeChat));
        (file.PlaceOfOrigin, file.Industry) = (Plain(given.PlaceOfOrigin), Plain(given.Industry));
        (file.CameThrough, file.Category, file.Remarks) = (Plain(given.CameThrough), Plain(given.Category), Plain(given.Remarks));
        file.InstalledOn = given.InstalledOn;
        if (file.KeeperId is not null && file.KeeperId != keeperBefore) file.Tell(new CustomerAssigned(), now);
        if (file.InstalledOn is not null && file.InstalledOn != installedBefore) file.Tell(new CustomerInstalled(), now);
        if (wasKey && !file.IsKey) file.Tell(new KeyCustomerLeft(), now);
    }

    public static string Plain(string? text) => text?.Trim() ?? "";
}
