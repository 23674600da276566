using Shouwen.Kernel.Access;

namespace Shouwen.Modules.Documents;

/// <summary>The rights of the documents module.</summary>
public static class DocumentsPermissions
{
    public static readonly Permission View = Permission.Declare("documents.view", "Read policies and their compliance");
    public static readonly Permission Policies = Permission.Declare("documents.policies", "Maintain policies and their wordings");
}
