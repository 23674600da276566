using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Shouwen.Kernel.Activity;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Events;
using Shouwen.Kernel.Obligations;
using Shouwen.Kernel.Reporting;
using Shouwen.Kernel.Search;

namespace Shouwen.Kernel.UseCases;

/// <summary>
/// What the door does when a handler is done: facts open and end obligations and become work for those who hear them,
/// changed records are found anew by search, and the act itself is written into the chain. All in the same transaction.
/// </summary>
public sealed class Recorder(DutyBook duties, Heard heard, IEnumerable<IKept> books, MonthMarks months)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    internal async Task Record(WriteSession session, Work work, string useCase, Action<IReadOnlyList<Obligation>> dutiesKnown)
    {
        var tracker = session.Db.ChangeTracker;
        // Changes are looked for once, below, and not each time that somebody asks for the entries.
        tracker.AutoDetectChangesEnabled = false;
        try
        {
            var facts = Facts(tracker, work);
            dutiesKnown(await duties.Apply(session, work, facts));
            await heard.Enqueue(work, facts, session.Ct);
            // A new record by itself has nothing to be compared with.
            if (tracker.Entries().ToList() is not [{ State: EntityState.Added }]) tracker.DetectChanges();
            await Save(session, work, useCase, [.. tracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)]);
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = true;
        }
    }

    private async Task Save(WriteSession session, Work work, string useCase, List<EntityEntry> changed)
    {
        var changes = Changes(changed);
        work.Hints = Live.Hints.Of(work, changed);
        await months.Note(session.Db, work, changed, session.Ct);
        work.Outdated = [.. books.Where(book => changed.Any(e => book.WasReadFrom(e.Entity)))];
        foreach (var entry in changed)
            if (entry is { State: EntityState.Modified, Entity: Entity root })
            {
                if (root.Id == work.Subject.Id && work.ExpectedVersion is { } expected && expected != root.Version) throw new SeenIsOld();
                entry.Property(nameof(Entity.Version)).CurrentValue = root.Version + 1;
            }
        await Seen(session, work, changed.Count > 0 || work.Appended.Count > 0);
        var found = changed.Where(e => e.State != EntityState.Deleted && e.Entity is ISearchable).Select(e => (Record: (ISearchable)e.Entity, IsNew: e.State == EntityState.Added)).ToList();
        var line = await Line(session, work, useCase, changes, changed);
        var statements = new List<Statement>();
        // A new record by itself needs no order among the saved; it goes with the rows that are only ever added, in one round trip.
        if (changed is [{ State: EntityState.Added } one]) statements.Add(session.Insert(one.Entity));
        else await session.Db.SaveChangesAsync(session.Ct);
        foreach (var (record, isNew) in found) statements.AddRange(SearchIndex.Statements(record, isNew, session.Engine));
        statements.AddRange(work.Appended.Select(session.Insert));
        statements.Add(session.Insert(line));
        await session.Write(statements);
    }

    /// <summary>
    /// What only adds to a record — a remark, a promise, a person — changes what is shown of it: it is checked against the version
    /// that was seen, and counted as a version. Without a version seen, several may add at the same time.
    /// </summary>
    private static async Task Seen(WriteSession session, Work work, bool adds)
    {
        var root = session.Db.ChangeTracker.Entries<Entity>().FirstOrDefault(e => e.State == EntityState.Unchanged && e.Entity.Id == work.Subject.Id);
        if (root is null) return;
        if (work.ExpectedVersion is { } expected && expected != root.Entity.Version) throw new SeenIsOld();
        if (!adds) return;
        var table = root.Metadata.GetTableName();
        var counted = work.ExpectedVersion is { } seen
            ? await session.Execute($"UPDATE {table} SET version = version + 1 WHERE id = @p0 AND version = @p1", root.Entity.Id, seen)
            : await session.Execute($"UPDATE {table} SET version = version + 1 WHERE id = @p0", root.Entity.Id);
        if (counted == 0) throw new DbUpdateConcurrencyException();
    }

    private static List<Fact> Facts(ChangeTracker tracker, Work work)
    {
        var facts = new List<Fact>();
        foreach (var entry in tracker.Entries<Entity>())
        {
            facts.AddRange(entry.Entity.Facts);
            entry.Entity.FactsTaken();
        }
        facts.AddRange(work.Raised);
        return facts;
    }

    /// <summary>The act itself, chained to the end of a lane.</summary>
    private static async Task<ActivityEntry> Line(WriteSession session, Work work, string useCase, string changes, List<EntityEntry> changed)
    {
        var lane = await session.Lane();
        var entry = new ActivityEntry
        {
            Lane = lane.Number, Seq = lane.Seq + 1, Previous = lane.Hash, Id = Ids.New(), At = work.Now,
            ActorId = work.Actor.Id, ActorName = work.Actor.Name, UseCase = useCase,
            SubjectKind = work.Subject.Kind ?? "", SubjectId = work.Subject.Id, SubjectLabel = work.Subject.Label ?? "",
            UnitPath = work.UnitPath.Length > 0 ? work.UnitPath : changed.Select(e => e.Entity).OfType<IScoped>().FirstOrDefault()?.UnitPath ?? work.Actor.UnitPath,
            Reason = work.Reason, Changes = changes,
        };
        lane.Chain(entry);
        return entry;
    }

    /// <summary>Old and new value of each changed field; a new record shows its values, secrets are never shown.</summary>
    private static string Changes(List<EntityEntry> changed)
    {
        if (changed.Count == 0) return "[]";
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = Readable.Encoder }))
        {
            json.WriteStartArray();
            foreach (var entry in changed)
            {
                json.WriteStartObject();
                json.WriteString("of", entry.Metadata.ClrType.Name);
                json.WriteString("id", entry.Property(entry.Metadata.FindPrimaryKey()!.Properties[0].Name).CurrentValue?.ToString());
                json.WriteString("did", entry.State.ToString());
                json.WriteStartArray("fields");
                foreach (var property in entry.Metadata.GetProperties().Where(Shown)) Field(json, entry, property);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>Its name, its value before and its value now. What is new is read off the record itself.</summary>
    private static void Field(Utf8JsonWriter json, EntityEntry entry, IProperty property)
    {
        var isNew = entry.State == EntityState.Added && property.PropertyInfo is not null;
        var now = isNew ? property.GetGetter().GetClrValue(entry.Entity) : entry.Property(property.Name).CurrentValue;
        var before = entry.State == EntityState.Added ? null : entry.Property(property.Name).OriginalValue;
        if (entry.State == EntityState.Modified ? !entry.Property(property.Name).IsModified || Equals(before, now) : IsEmpty(now)) return;
        json.WriteStartArray();
        json.WriteStringValue(property.Name);
        Value(json, before);
        Value(json, entry.State == EntityState.Deleted ? null : now);
        json.WriteEndArray();
    }

    private static bool Shown(IProperty property) =>
        property.Name is not (nameof(Entity.Id) or nameof(Entity.Version) or "PasswordHash" or "Stamp" or "Hash" or "Secret" or "Codes" or "Derivation" or "NextAt");

    private static bool IsEmpty(object? value) => value is null or "" or false || value is Guid id && id == Guid.Empty;

    private static void Value(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case Guid id: json.WriteStringValue(id); break;
            case DateTime at: json.WriteStringValue(at.ToString("O")); break;
            case DateOnly date: json.WriteStringValue(date.ToString("O")); break;
            case Enum word: json.WriteStringValue(word.ToString()); break;
            case List<string> words: json.WriteStringValue(string.Join(", ", words)); break;
            default: JsonSerializer.Serialize(json, value, Readable); break;
        }
    }
}
