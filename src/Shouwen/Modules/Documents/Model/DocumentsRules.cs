using Shouwen.Kernel.Policies;

namespace Shouwen.Modules.Documents.Model;

/// <summary>The parameters of the documents module.</summary>
public static class DocumentsRules
{
    public static readonly Parameter<int> ReviewMonths = Parameters.Number("policy.review.interval", "Months between two reviews of a policy", 12, "DOCS-014", assumed: true, least: 1, most: 120);
}
