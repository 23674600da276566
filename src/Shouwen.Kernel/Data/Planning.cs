using Npgsql;

namespace Shouwen.Kernel.Data;

/// <summary>
/// PostgreSQL plans a prepared question anew each time if it thinks that these very values can be answered more cheaply than most: one with a
/// limit nearly always. That takes longer than the answer. A question whose plan is the same whatever its values says so with this tag (ADR-0025).
/// </summary>
public static class Planning
{
    public const string Once = "planned once";

    private const string Mark = "-- " + Once;

    /// <summary>Begins a question in SQL that is planned once.</summary>
    internal const string Tag = Mark + "\n";

    /// <summary>Within a command's transaction the setting would hold until that ends: what else it asks is planned as ever, and so is this.</summary>
    internal static bool IsOnce(NpgsqlCommand command) => command.Transaction is null && command.CommandText.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>Goes before such a question in the same batch; it holds until the batch ends.</summary>
    internal static NpgsqlBatchCommand Command() => new("SELECT set_config('plan_cache_mode', 'force_generic_plan', true)");
}
