using Microsoft.VisualBasic.FileIO;
using Shouwen.Kernel.Text;
using Shouwen.Kernel.UseCases;
using Shouwen.Modules.Cases.Contracts;
using Shouwen.Modules.Cases.Model;
using Shouwen.Modules.Contacts.Contracts;
using Shouwen.Modules.Customers.Contracts;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Modules.Cases.Import;

/// <summary>One row of the file: the case it would become, or why it is refused.</summary>
public sealed record CaseRow(int Line, string Key, ImportCase? Case, IReadOnlyList<string> Faults);

/// <summary>Reads a CSV file of another system through a mapping, row by row, refusing what it cannot understand with line and reason.</summary>
public static class CaseFile
{
    public static IEnumerable<CaseRow> Read(TextReader text, CaseMap map)
    {
        using var csv = new TextFieldParser(text) { TextFieldType = FieldType.Delimited, HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
        csv.SetDelimiters(",");
        var header = csv.ReadFields() ?? throw new Refusal("import.empty", "The file has no header line.");
        var columns = header.Select((name, at) => (name: name.TrimStart('\ufeff').Trim(), at)).GroupBy(c => c.name).ToDictionary(g => g.Key, g => g.First().at);
        var unknown = Named(map).Where(c => !columns.ContainsKey(c)).Distinct().ToList();
        if (unknown.Count > 0) throw new Refusal("import.columns", "The file has no column called {0}.", string.Join(", ", unknown));
        var seen = new Dictionary<string, int>();
        while (!csv.EndOfData)
        {
            var line = (int)csv.LineNumber;
            string[]? fields = null;
            try { fields = csv.ReadFields(); }
            catch (MalformedLineException) { /* said below, with its line */ }
            yield return fields is null ? new CaseRow(line, "", null, [T["This line is not valid CSV."]])
                : Row(column => columns[column] < fields.Length ? fields[columns[column]] : "", line, map, seen);
        }
    }

    private static CaseRow Row(Func<string, string> field, int line, CaseMap map, Dictionary<string, int> seen)
    {
        var faults = new List<string>();
        var key = Cell(map.Key);
        if (key.Length == 0) faults.Add(T["{0}: the key is empty", map.Key]);
        var received = map.Instant(Cell(map.ReceivedAt));
        if (received is null) faults.Add(T["{0}: '{1}' is not a date", map.ReceivedAt, Cell(map.ReceivedAt)]);
        else if (Case.IsTooEarly(received)) faults.Add(T["{0}: '{1}' lies before {2}; correct the date, or dateFormats in the mapping", map.ReceivedAt, Cell(map.ReceivedAt), Dates.Day(Case.Earliest)]);
        DateTime? closed = null;
        if (map.ClosedAt is { } closing && Cell(closing) is { Length: > 0 } end)
        {
            closed = map.Instant(end);
            if (closed is null) faults.Add(T["{0}: '{1}' is not a date", closing, end]);
            else if (received > closed) faults.Add(T["{0}: closed before it was received", closing]);
        }
        var subject = Joined(map.Subject);
        if (subject.Length == 0) faults.Add(T["{0}: the subject is empty", string.Join(", ", map.Subject)]);
        var content = Joined(map.Content);
        if (content.Length == 0) content = subject;
        var type = Word<CaseType>(map.Type, "type", CaseType.Consultation);
        var channel = Word<Channel>(map.Channel, "channel", Channel.Phone);
        var severity = Word<Severity>(map.Severity, "severity", Severity.Minor);
        var state = map.State?.Translate(Cell) ?? (closed is null ? "open" : "closed");
        if (state == "closed" && closed is null && map.ClosedAt is not null) faults.Add(T["{0}: a closed case without a closing date", map.ClosedAt]);
        if (faults.Count > 0) return new CaseRow(line, key, null, faults);

        // A second row of one key is no fault: somebody decides which of them holds.
        int? repeats = seen.TryAdd(key, line) ? null : seen[key];
        var name = map.CustomerName is { } names ? Joined(names) : "";
        var answer = map.Answer is { } answering ? Cell(answering) : "";
        return new CaseRow(line, key, new ImportCase(
            key, type, channel, severity, received!.Value, Cut(subject, 200), Cut(content, Case.ContentLength),
            new NewCustomer(name.Length > 0 ? Cut(name, 100) : key, map.CustomerPhone is { } phone ? Cell(phone) : null, map.CustomerAddress is { } address ? Cut(Joined(address), 300) : null, map.Territory?.Translate(Cell)),
            map.Unit?.Translate(Cell), state == "closed" ? closed : null, Cut(answer.Length > 0 ? answer : map.DefaultAnswer ?? "", Case.ContentLength), RepeatsLine: repeats), []);

        string Cell(string column) => Clean(field(column));

        string Joined(IEnumerable<string> parts) => string.Join(", ", parts.Select(Cell).Where(p => p.Length > 0).Distinct());

        TEnum Word<TEnum>(WordMap? words, string what, TEnum otherwise) where TEnum : struct, Enum
        {
            if (words is null) return otherwise;
            var word = words.Translate(Cell);
            if (word is not null && Enum.TryParse<TEnum>(word, ignoreCase: true, out var value) && Enum.IsDefined(value)) return value;
            faults.Add(T["{0}: '{1}' has no translation", what, words.Column is { } column ? Cell(column) : word]);
            return otherwise;
        }
    }

    /// <summary>Control and direction characters of other systems are of no use here.</summary>
    private static string Clean(string? text) =>
        string.Concat((text ?? "").Where(c => c is '\n' || c >= ' ' && c is not ((>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u007f'))).Trim();

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    private static IEnumerable<string> Named(CaseMap map) =>
        new[] { map.Key, map.ReceivedAt, map.ClosedAt, map.Answer, map.CustomerPhone, map.Type?.Column, map.Channel?.Column, map.Severity?.Column, map.State?.Column, map.Territory?.Column, map.Unit?.Column }
            .OfType<string>().Concat(map.Subject).Concat(map.Content).Concat(map.CustomerName ?? []).Concat(map.CustomerAddress ?? []);
}
