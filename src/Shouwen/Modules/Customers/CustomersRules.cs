using Shouwen.Kernel.Policies;

namespace Shouwen.Modules.Customers;

/// <summary>The customers module's parameters.</summary>
public static class CustomersRules
{
    /// <summary>The details without which a file stands on the list of files to complete.</summary>
    public static readonly Parameter<WordSet> Registration = Parameters.Words("customer.registration.required", "Details needed for a complete customer file",
        "name, telephone, address", ["name", "telephone", "address", "company", "territory"], "CUST-005");
}
