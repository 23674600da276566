using Microsoft.VisualBasic.FileIO;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Exchange;

/// <summary>What is to be done with a row whose record is there already: nothing until somebody decides, unless told.</summary>
public enum Duplicate { Ask, Skip, Update, Add }

/// <summary>What became of a row of an import.</summary>
public enum TakenAs { Imported, Known, Undecided, Skipped, Updated, Refused }

/// <summary>The decisions on duplicates, row by row, in a file that a run writes and a person fills in (PLAT-014).</summary>
public sealed class DecisionFile
{
    private static readonly string[] Header = ["line", "key", "stands as", "decision (skip, update, add)"];
    private readonly SortedDictionary<int, (string Key, string StandsAs, Duplicate Choice)> rows = [];

    /// <summary>The decision for a row; <see cref="Duplicate.Ask"/> where there is none, or where the line now has another key.</summary>
    public Duplicate Of(int line, string key) => rows.TryGetValue(line, out var row) && row.Key == key ? row.Choice : Duplicate.Ask;

    public void Note(int line, string key, string standsAs, Duplicate choice) => rows[line] = (key, standsAs, choice);

    public int Undecided => rows.Values.Count(r => r.Choice == Duplicate.Ask);

    public static DecisionFile Read(TextReader text)
    {
        var file = new DecisionFile();
        using var csv = new TextFieldParser(text) { TextFieldType = FieldType.Delimited, HasFieldsEnclosedInQuotes = true };
        csv.SetDelimiters(",");
        if (!csv.EndOfData) csv.ReadFields();
        while (!csv.EndOfData)
        {
            var at = csv.LineNumber;
            if (csv.ReadFields() is not [var line, var key, var standsAs, var word, ..] || !int.TryParse(line, out var number)) throw new Refusal("import.decisions", "Line {0} of the decisions cannot be read.", at);
            if (!Enum.TryParse<Duplicate>(word.Length == 0 ? "ask" : word.Trim(), ignoreCase: true, out var choice)) throw new Refusal("import.decision", "Line {0} of the decisions: write skip, update or add, not {1}.", at, word);
            file.Note(number, key, standsAs, choice);
        }
        return file;
    }

    public byte[] Write() =>
        [.. Csv.Mark, .. Csv.Line(Header), .. rows.SelectMany(r => Csv.Line(r.Key.ToString(System.Globalization.CultureInfo.InvariantCulture), r.Value.Key, r.Value.StandsAs, r.Value.Choice == Duplicate.Ask ? "" : r.Value.Choice.ToString().ToLowerInvariant()))];
}
