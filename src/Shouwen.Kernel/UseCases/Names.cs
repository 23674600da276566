namespace Shouwen.Kernel.UseCases;

/// <summary>Field names as programs and pages write them: <c>Customer.Phone</c> becomes <c>customer.phone</c>.</summary>
public static class Names
{
    public static string Camel(string path) =>
        string.Join('.', path.Split('.').Select(part => part.Length == 0 ? part : char.ToLowerInvariant(part[0]) + part[1..]));
}
