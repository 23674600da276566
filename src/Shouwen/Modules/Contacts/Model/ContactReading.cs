using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Modules.Contacts.Model;

/// <summary>Ways to read contacts that several slices take.</summary>
public static class ContactReading
{
    public static async Task<Contact> Numbered(this IQueryable<Contact> contacts, string number, CancellationToken ct)
    {
        var wanted = number.Trim().ToUpperInvariant();
        return await contacts.FirstOrDefaultAsync(c => c.Number == wanted, ct) ?? throw Refusal.NotFound("The contact");
    }
}
