using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Shouwen.Kernel.Access;

/// <summary>The right to run some use cases, such as <c>cases.settle</c>; one that was never declared cannot be granted.</summary>
public sealed class Permission
{
    private static readonly ConcurrentDictionary<string, Permission> Known = new();

    private Permission(string code, string title) => (Code, Title) = (code, title);

    public string Code { get; }

    /// <summary>What it allows, in English; the key of its Chinese text.</summary>
    public string Title { get; }

    public string Area => Code[..Code.IndexOf('.')];

    public static IReadOnlyCollection<Permission> All => [.. Known.Values.OrderBy(p => p.Code, StringComparer.Ordinal)];

    public static Permission Declare(string code, string title)
    {
        var permission = new Permission(code, title);
        return Known.TryAdd(code, permission) ? permission : throw new InvalidOperationException($"{code} is declared twice.");
    }

    /// <summary>An unknown code is an error, so that a misspelt right opens no door.</summary>
    public static Permission Find(string code) =>
        Known.TryGetValue(code, out var found) ? found : throw new InvalidOperationException($"No permission is called {code}.");

    /// <summary>Runs the declarations of a class of permissions, so that they are known before anybody asks.</summary>
    public static void DeclareAll(Type permissions) => RuntimeHelpers.RunClassConstructor(permissions.TypeHandle);

    public override string ToString() => Code;
}

/// <summary>The rights that belong to no module.</summary>
public static class KernelPermissions
{
    /// <summary>Everyone who is signed in.</summary>
    public static readonly Permission SignedIn = Permission.Declare("kernel.signed-in", "Use the system");

    /// <summary>Nobody but the house itself: schedules, heard facts, sign-in.</summary>
    public static readonly Permission System = Permission.Declare("kernel.system", "Reserved for the system");
}
