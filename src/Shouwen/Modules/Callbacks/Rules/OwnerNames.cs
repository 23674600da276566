using Microsoft.EntityFrameworkCore;
using Shouwen.Data;
using Shouwen.Kernel.Web.Kit;
using Shouwen.Modules.Callbacks.Model;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Callbacks.Rules;

/// <summary>Who can own a rule's calls, in words: those of the matter, the holder of each role, the head of each unit.</summary>
public sealed record OwnerNames(IReadOnlyList<Option> Options)
{
    private const int Most = 300;

    public static async Task<OwnerNames> Read(AppDb db, CancellationToken ct)
    {
        var roles = await db.Roles.OrderBy(r => r.Code).Take(Most).ToListAsync(ct);
        var units = await db.Units.OrderBy(u => u.Path).Take(Most).ToListAsync(ct);
        return new([
            .. CallbackOwner.OfTheMatter.Select(o => new Option(o, T[o + "|owner"])),
            .. roles.Select(r => new Option(CallbackOwner.HolderOf(r.Code), T["Role: {0}", r.Name])),
            .. units.Select(u => new Option(CallbackOwner.HeadOf(u.No), T["Head of {0}", u.Name])),
        ]);
    }

    public string Of(string owner) => Options.FirstOrDefault(o => o.Value == owner)?.Text ?? owner;
}
