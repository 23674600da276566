using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Exchange;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Customers.Model;

namespace Shouwen.Modules.Customers.AddressBook;

/// <summary>Read the address book: name, telephone, address and who is responsible, narrowed like the list (CUST-007).</summary>
public sealed record ReadAddressBook(
    string? Q = null, CustomerType? Type = null, CustomerStatus? Status = null, int? Unit = null, int? Territory = null, string? Keeper = null, string? Company = null,
    bool? Key = null, bool? ToComplete = null) : IQuery<ReadAddressBook, ReadAddressBook.Book>, ICustomerFilter
{
    /// <summary>A file of more would be of no use on paper.</summary>
    private const int Most = 10_000;

    public static Permission Needs => ExchangePermissions.Export;

    public sealed record Line(string Number, string Name, string Phone, string Address, string Responsible);

    public sealed record Book(IReadOnlyList<Line> Lines, bool IsCut);

    public sealed class Handler(AppDb db, Work work, OrganisationBook organisation) : IHandler<ReadAddressBook, Book>
    {
        public async Task<Book> Handle(ReadAddressBook query, CancellationToken ct)
        {
            if (!work.Actor.May(CustomersPermissions.View)) throw Refusal.Forbidden();
            var rows = await (await db.Files(query, work.Actor, ct)).OrderByDescending(c => c.OpenedAt).ThenByDescending(c => c.Id).Take(Most + 1)
                .Select(c => new { c.Number, c.Name, c.Phone, c.Address, c.KeeperId }).ToListAsync(ct);
            var staff = await organisation.Current(ct);
            return new Book([.. rows.Take(Most).Select(c => new Line(c.Number, c.Name, c.Phone, c.Address, staff.NameOf(c.KeeperId)))],
                rows.Count > Most);
        }
    }
}

/// <summary>Record that someone took the address book out of the house: how many rows, by which filter (CUST-007, CUST-014).</summary>
public sealed record TakeAddressBook(int Rows, string Filter, string Form) : ICommand<TakeAddressBook, Done>
{
    public static Permission Needs => ExchangePermissions.Export;

    public sealed class Handler(Work work) : IHandler<TakeAddressBook, Done>
    {
        public Task<Done> Handle(TakeAddressBook command, CancellationToken ct)
        {
            work.Reason = $"{command.Form}: {command.Rows} rows; {(command.Filter.Length > 0 ? command.Filter : "no filter")}";
            return Task.FromResult(Done.Yes);
        }
    }
}
