using Shouwen.Kernel.Policies;

namespace Shouwen.Modules.Customers;

/// <summary>The customers module's parameters.</summary>
public static class CustomersRules
{
    /// <summary>The details without which a file stands on the list of files to complete.</summary>
    public static readonly Parameter<WordSet> Registration = Parameters.Words("customer.registration.required", "Details needed for a complete customer file",
        "name, telephone, address", ["name", "telephone", "address", "company", "territory"], "CUST-005");

    /// <summary>So many files' numbers may one person show within an hour.</summary>
    public static readonly Parameter<int> MostRevealed = Parameters.Number("customer.reveal.most", "Customers whose numbers one person may show within an hour", 60, "CUST-014", assumed: true, least: 1, most: 10_000);
}
