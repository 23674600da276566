using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Data;

/// <summary>A key that protects sign-in cookies; the table is a secret and is never exported.</summary>
public sealed class ProtectionKey
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Xml { get; init; }
}

/// <summary>Keeps the keys in the database, so that every node reads every node's cookies.</summary>
internal sealed class ProtectionKeys(IReadContexts contexts, IWriter writer) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.Rent(Reach.Everything);
        return [.. db.Set<ProtectionKey>().AsNoTracking().Select(k => k.Xml).ToList().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName) =>
        writer.Write(async session =>
        {
            await session.Send([session.Insert(new ProtectionKey { Id = Ids.New(), Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) })]);
            return true;
        }, CancellationToken.None).GetAwaiter().GetResult();
}

/// <summary>A running node's place among the nodes; its lanes of the activity chain follow from it.</summary>
public sealed class NodeSlot
{
    public required int Slot { get; init; }
    public required DateTime LeaseUntil { get; set; }
    public required Guid Holder { get; set; }
}
