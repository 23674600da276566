using Microsoft.EntityFrameworkCore;
using Shouwen.Data;

namespace Shouwen.Modules.Customers.Model;

/// <summary>The units, territories and colleagues that a customer form or filter offers.</summary>
public sealed record CustomerChoices(IReadOnlyList<Choice> Units, IReadOnlyList<Choice> Territories, IReadOnlyList<Choice> Keepers)
{
    private const int Most = 300;

    public static async Task<CustomerChoices> Read(AppDb db, CancellationToken ct)
    {
        var units = await db.Units.OrderBy(u => u.Path).Take(Most).ToListAsync(ct);
        var territories = await db.Territories.OrderBy(t => t.Path).Take(Most).ToListAsync(ct);
        var keepers = await db.Users.Where(u => u.Enabled).OrderBy(u => u.Name).ThenBy(u => u.Id).Take(Most).Select(u => new { u.Id, u.Name }).ToListAsync(ct);
        return new([.. units.Select(u => new Choice(u.No.ToString(), u.Name.ToString()))], [.. territories.Select(t => new Choice(t.No.ToString(), t.Name.ToString()))],
            [.. keepers.Select(k => new Choice(k.Id.ToString(), k.Name))]);
    }
}

/// <summary>One value that can be chosen, and its name.</summary>
public sealed record Choice(string Value, string Text);
