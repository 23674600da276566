using FluentValidation;
using Shouwen.Kernel.UseCases;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.Text;

/// <summary>Telephone numbers as forms and programs send them (CUST-014).</summary>
public static class TypedPhones
{
    public const int Longest = 40;
    private const int FewestDigits = 3;

    /// <summary>Nothing, or a number of at least three digits with whatever stands around it; a star stands for one that a page has hidden.</summary>
    public static IRuleBuilderOptions<TCommand, string?> Telephone<TCommand>(this IRuleBuilder<TCommand, string?> rule) =>
        rule.MaximumLength(Longest).Must(IsPossible).WithMessage(_ => T["Please write a telephone number of at least {0} digits, or leave this empty.", FewestDigits]);

    /// <summary>What was typed without blanks around it; the masked form of a known number, sent back unchanged, means that number, and any other masked one is refused.</summary>
    public static string Whole(string? typed, string field, params IEnumerable<string?> known)
    {
        var text = typed?.Trim() ?? "";
        if (!Phones.IsMasked(text)) return text;
        return known.FirstOrDefault(k => !string.IsNullOrEmpty(k) && Phones.Mask(k) == text) ?? throw Refusal.Of(field, "phone.masked", "Please write the whole telephone number.");
    }

    private static bool IsPossible(string? typed) => string.IsNullOrWhiteSpace(typed) || Phones.Digits(typed.Replace('*', '0')).Length >= FewestDigits;
}
