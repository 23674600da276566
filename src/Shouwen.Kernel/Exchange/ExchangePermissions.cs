using Shouwen.Kernel.Access;

namespace Shouwen.Kernel.Exchange;

/// <summary>The rights to carry records in and out.</summary>
public static class ExchangePermissions
{
    public static readonly Permission Import = Permission.Declare("exchange.import", "Import records");
    public static readonly Permission Export = Permission.Declare("exchange.export", "Export lists and reports");
}
