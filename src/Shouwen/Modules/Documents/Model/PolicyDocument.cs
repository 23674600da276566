using Shouwen.Kernel.Data;
using Shouwen.Kernel.Text;

namespace Shouwen.Modules.Documents.Model;

/// <summary>A policy of the company with its owner and the rhythm in which it is reviewed (DOCS-012, DOCS-014).</summary>
public sealed class PolicyDocument : Entity
{
    public required string Code { get; init; }
    public required string TitleZh { get; set; }
    public string TitleEn { get; set; } = "";
    public Guid? OwnerId { get; set; }
    public required DateOnly EffectiveFrom { get; set; }
    public DateOnly? LastReviewOn { get; set; }
    public int ReviewMonths { get; set; } = 12;

    public LocalText Title => new(TitleEn, TitleZh);

    /// <summary>Counted from the last review, or from the day it took effect (DOCS-014).</summary>
    public DateOnly NextReviewOn => (LastReviewOn ?? EffectiveFrom).AddMonths(ReviewMonths);

    public bool IsReviewDue(DateOnly today) => NextReviewOn <= today;
}

/// <summary>One clause as it reads from a date on; a later wording supersedes it and it stays readable (DOCS-013).</summary>
public sealed class PolicyClause
{
    public Guid Id { get; init; } = Ids.New();
    public required Guid PolicyId { get; init; }
    public required string Number { get; init; }
    public required string TextZh { get; init; }
    public string TextEn { get; init; } = "";
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>The executable clause behind it; empty for one that is not measured.</summary>
    public string ClauseCode { get; init; } = "";
    public required string ByName { get; init; }
    public required DateTime At { get; init; }

    public LocalText Text => new(TextEn, TextZh);
}
