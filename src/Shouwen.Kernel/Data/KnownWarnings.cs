using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Shouwen.Kernel.Data;

/// <summary>What the mapping warns of and we mean: on both engines, and nothing else.</summary>
internal static class KnownWarnings
{
    /// <summary>A capped count takes any ten thousand and one rows, and what is made distinct needs no order: neither shows rows to anyone.</summary>
    public static TBuilder WithoutKnownWarnings<TBuilder>(this TBuilder options) where TBuilder : DbContextOptionsBuilder
    {
        options.ConfigureWarnings(w => w.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning, CoreEventId.DistinctAfterOrderByWithoutRowLimitingOperatorWarning));
        return options;
    }
}
