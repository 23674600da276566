using Shouwen.Kernel.Access;

namespace Shouwen.Modules.Contacts;

/// <summary>The rights of the contacts module.</summary>
public static class ContactsPermissions
{
    public static readonly Permission View = Permission.Declare("contacts.view", "See contacts");
    public static readonly Permission Record = Permission.Declare("contacts.record", "Record contacts");
}
