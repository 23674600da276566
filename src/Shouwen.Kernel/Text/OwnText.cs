using System.Collections.Frozen;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Data;
using Shouwen.Kernel.Subjects;
using Shouwen.Kernel.UseCases;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.Text;

/// <summary>A text of the interface as this company wants it to read; an empty wording means the product's own (PLAT-018).</summary>
public sealed class OwnText
{
    public required string Key { get; init; }
    public string Zh { get; set; } = "";
    public string En { get; set; } = "";
}

/// <summary>Brings the company's own wordings into the catalogue; another node's change is seen within five seconds.</summary>
public sealed class OwnTexts(IReadContexts contexts, TimeProvider time) : KeptBook<FrozenDictionary<string, (string Zh, string En)>>(contexts, time)
{
    private const int Most = 5000;

    public override bool WasReadFrom(object record) => record is OwnText;

    public async ValueTask Refresh(CancellationToken ct) => T.Own = await Snapshot(ct);

    protected override async Task<FrozenDictionary<string, (string Zh, string En)>> Read(KernelDb db, FrozenDictionary<string, (string Zh, string En)>? earlier, CancellationToken ct)
    {
        var own = await db.OwnTexts.AsNoTracking().OrderBy(t => t.Key).Take(Most).ToListAsync(ct);
        return own.ToFrozenDictionary(t => t.Key, t => (t.Zh, t.En));
    }
}

/// <summary>Change how a text of the interface reads, in one or both languages.</summary>
public sealed record ChangeText(string Key, string? Zh = null, string? En = null) : ICommand<ChangeText, Done>
{
    public const int Longest = 500;

    public static Permission Needs => AccessPermissions.Rules;

    public sealed class Rules : AbstractValidator<ChangeText>
    {
        public Rules()
        {
            RuleFor(t => t.Key).NotEmpty().MaximumLength(Longest);
            RuleFor(t => t.Zh).MaximumLength(Longest).Must((t, zh) => SamePlaces(t.Key, zh)).WithMessage(_ => T["The places for values such as {0} must stay as they are.", "{0}"]);
            RuleFor(t => t.En).MaximumLength(Longest).Must((t, en) => SamePlaces(t.Key, en)).WithMessage(_ => T["The places for values such as {0} must stay as they are.", "{0}"]);
        }

        private static bool SamePlaces(string key, string? wording) =>
            string.IsNullOrEmpty(wording) || Enumerable.Range(0, 8).All(n => key.Contains($"{{{n}}}", StringComparison.Ordinal) == wording.Contains($"{{{n}}}", StringComparison.Ordinal)) && wording.Count(c => c == '{') == key.Count(c => c == '{');
    }

    public sealed class Handler(KernelDb db, Work work) : IHandler<ChangeText, Done>
    {
        public async Task<Done> Handle(ChangeText command, CancellationToken ct)
        {
            if (!T.Chinese.ContainsKey(command.Key)) throw Refusal.NotFound("The text");
            var own = await db.OwnTexts.FirstOrDefaultAsync(t => t.Key == command.Key, ct);
            if (own is null) db.OwnTexts.Add(own = new OwnText { Key = command.Key });
            (own.Zh, own.En) = (command.Zh ?? "", command.En ?? "");
            work.Subject = new SubjectRef("text", Guid.Empty, command.Key.Length > 100 ? command.Key[..100] : command.Key);
            return Done.Yes;
        }
    }
}
