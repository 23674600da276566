using System.Globalization;
using FluentValidation;
using FluentValidation.Resources;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.Text;

/// <summary>What a wrong field is told: our own short sentences, with the field's name as people know it (PLAT-004).</summary>
public sealed class FieldNames : LanguageManager
{
    private static readonly Dictionary<string, string> Sentences = new()
    {
        ["NotEmptyValidator"] = "Please fill in the {PropertyName}.",
        ["NotNullValidator"] = "Please fill in the {PropertyName}.",
        ["MaximumLengthValidator"] = "At most {MaxLength} characters; there are {TotalLength}.",
        ["MinimumLengthValidator"] = "At least {MinLength} characters; there are {TotalLength}.",
        ["EqualValidator"] = "The two entries differ.",
        ["NotEqualValidator"] = "The {PropertyName} must be something else.",
        ["RegularExpressionValidator"] = "The {PropertyName} is not written in the right form.",
        ["EmailValidator"] = "The {PropertyName} is not a valid address.",
        ["EnumValidator"] = "Please choose the {PropertyName}.",
        ["PredicateValidator"] = "The {PropertyName} is not one of the possible choices.",
        ["InclusiveBetweenValidator"] = "The {PropertyName} must be between {From} and {To}.",
        ["GreaterThanOrEqualValidator"] = "The {PropertyName} must not come before {ComparisonValue}.",
        ["LessThanValidator"] = "The {PropertyName} must come before {ComparisonValue}.",
    };

    public override string GetString(string key, CultureInfo? culture = null) =>
        Sentences.TryGetValue(key, out var sentence) ? T[sentence] : base.GetString(key, culture);

    /// <summary>Called once at start: every validator speaks so from then on.</summary>
    public static void Use()
    {
        ValidatorOptions.Global.LanguageManager = new FieldNames();
        ValidatorOptions.Global.DisplayNameResolver = (_, member, _) => member is null ? null : Of(member.Name);
    }

    /// <summary>Something that must be given is not there; a choice is named by what is chosen.</summary>
    public static string Missing(string member, Type type) => type.IsEnum
        ? T["Please choose the {PropertyName}."].Replace("{PropertyName}", Of(type.Name), StringComparison.Ordinal)
        : T["Please fill in the {PropertyName}."].Replace("{PropertyName}", Of(char.ToUpperInvariant(member[0]) + member[1..]), StringComparison.Ordinal);

    private static string Of(string member)
    {
        if (!TextCatalog.IsChinese) return Spoken(member);
        foreach (var meaning in new[] { "|input", "|field" })
            if (T.Chinese.TryGetValue(member + meaning, out var name)) return name;
        return T["field"];
    }

    private static string Spoken(string member)
    {
        var words = Spelled.Name(member.EndsWith("Id", StringComparison.Ordinal) ? member[..^2] : member, "input");
        return words.Length == 0 ? words : char.ToLowerInvariant(words[0]) + words[1..];
    }
}
