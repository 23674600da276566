using System.Text.Json;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.Notices;

/// <summary>How urgent a notice is.</summary>
public enum NoticeTone { Info, Warning, Overdue, Escalated }

/// <summary>A message to one person inside the application; logged once, read once (PLAT-008).</summary>
public sealed class Notice
{
    public Guid Id { get; init; } = Ids.New();
    public required Guid UserId { get; init; }
    public required DateTime At { get; init; }
    public required NoticeTone Tone { get; init; }

    /// <summary>An English template, turned into the reader's language on the page.</summary>
    public required string Template { get; init; }
    public required string Values { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required string SubjectLabel { get; init; }
    public DateTime? ReadAt { get; set; }

    public static Notice To(Guid userId, DateTime at, NoticeTone tone, SubjectRef subject, string template, params string[] values) => new()
    {
        UserId = userId, At = at, Tone = tone, Template = template, Values = JsonSerializer.Serialize(values),
        SubjectKind = subject.Kind, SubjectId = subject.Id, SubjectLabel = subject.Label,
    };

    /// <summary>Values that begin with <c>@</c> are themselves words to translate, such as a clause's title.</summary>
    public string Sentence => T[Template, [.. JsonSerializer.Deserialize<string[]>(Values)!.Select(v => (object)(v.StartsWith('@') ? T[v[1..]] : v))]];
}
