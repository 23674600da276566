using Shouwen.Kernel.Access;

namespace Shouwen.Modules.Customers;

/// <summary>The rights of the customers module.</summary>
public static class CustomersPermissions
{
    public static readonly Permission View = Permission.Declare("customers.view", "See customers");
    public static readonly Permission Edit = Permission.Declare("customers.edit", "Open and change customer files");
    public static readonly Permission Reveal = Permission.Declare("customers.reveal", "See whole telephone numbers, with a reason");
}
