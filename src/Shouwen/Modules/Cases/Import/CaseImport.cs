using Shouwen.Kernel.Access;
using Shouwen.Kernel.Exchange;
using Shouwen.Kernel.UseCases;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Cases.Import;

/// <summary>What became of one row, and what is to be said about it.</summary>
public sealed record RowTaken(int Line, string Key, TakenAs What, string Said = "");

/// <summary>Takes a file over row by row: each enters by the door, is refused with its reasons, or waits for a decision (PLAT-014).</summary>
public sealed class CaseImport(Door door)
{
    public async IAsyncEnumerable<RowTaken> Run(IEnumerable<CaseRow> rows, Actor actor, Func<CaseRow, Duplicate> decide, bool isRehearsal = false)
    {
        foreach (var row in rows) yield return row.Case is { } matter ? await Take(row, matter with { Duplicate = decide(row) }, actor, isRehearsal) : Refused(row, row.Faults);
    }

    private async Task<RowTaken> Take(CaseRow row, ImportCase matter, Actor actor, bool isRehearsal)
    {
        try
        {
            var result = await door.Run(matter, actor, new RunOptions(IsRehearsal: isRehearsal));
            return new RowTaken(row.Line, row.Key, result.What, StandsAs(result, matter));
        }
        catch (InvalidInput invalid)
        {
            return Refused(row, invalid.Errors.Select(e => $"{e.Key}: {e.Value}"));
        }
        catch (Refusal refusal)
        {
            return Refused(row, [refusal.Sentence]);
        }
    }

    private static string StandsAs(ImportCase.Result result, ImportCase matter) =>
        result.Number.Length > 0 ? result.Number : matter.RepeatsLine is { } line ? T["line {0}", line] : "";

    private static RowTaken Refused(CaseRow row, IEnumerable<string> why) => new(row.Line, row.Key, TakenAs.Refused, string.Join("; ", why));
}
