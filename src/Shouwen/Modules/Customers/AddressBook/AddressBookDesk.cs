using Microsoft.AspNetCore.Antiforgery;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Exchange;
using Shouwen.Kernel.UseCases;
using Shouwen.Kernel.Web;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Customers.AddressBook;

/// <summary>Hands the address book out, as a file or on paper; the act is recorded before the first row leaves.</summary>
public static class AddressBookDesk
{
    private const string Path = "/customers/address-book";

    public static void Map(Routes routes) =>
        routes.Other("POST", Path, typeof(TakeAddressBook), ExchangePermissions.Export, app =>
            app.MapPost(Path, (Delegate)HandOut).WithMetadata(new PageWay(), new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription());

    private static Task<IResult> HandOut(HttpContext http, Door door) => ErrorPages.Guarded(http, async () =>
    {
        Door.Authorise(http.Actor(), ReadAddressBook.Needs);
        http.MustBeFresh();
        var typed = (await http.Request.ReadFormAsync(http.RequestAborted)).ToDictionary(f => f.Key, f => f.Value.OfType<string>().ToArray());
        var (query, errors) = Binder.Bind<ReadAddressBook>(typed);
        if (errors.Count > 0) throw new InvalidInput(errors);
        var form = typed.GetValueOrDefault("form")?.FirstOrDefault() == "print" ? "print" : "csv";
        var book = await door.Ask(query, http.Actor(), http.RequestAborted);
        var filter = string.Join(", ", typed.Where(t => t.Key is not ("form" or "__RequestVerificationToken")).Select(t => t.Key + "=" + string.Join('|', t.Value)));
        await door.Run(new TakeAddressBook(book.Lines.Count, filter, form), http.Actor(), null, http.RequestAborted);
        return form == "print" ? await Print(http, book) : File(http, book);
    });

    private static async Task<IResult> Print(HttpContext http, ReadAddressBook.Book book)
    {
        await FrameFiller.Fill(http, http.Actor(), T["Address book"]);
        return PageEndpoints.Render<AddressBookPage>(http, StatusCodes.Status200OK, ("View", book));
    }

    private static IResult File(HttpContext http, ReadAddressBook.Book book)
    {
        http.Response.Headers.CacheControl = "no-store";
        string[] titles = [T["Number"], T["Name|person"], T["Telephone"], T["Address"], T["Responsible"]];
        return Results.Stream(async stream =>
        {
            await stream.WriteAsync(Csv.Mark);
            await stream.WriteAsync(Csv.Line(titles));
            foreach (var line in book.Lines) await stream.WriteAsync(Csv.Line(line.Number, line.Name, line.Phone, line.Address, line.Responsible));
        }, "text/csv; charset=utf-8", $"address-book-{Kernel.Text.Dates.Day(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime)}.csv");
    }
}
