using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Shouwen.Kernel.Calendars;
using Shouwen.Kernel.UseCases;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.Web;

/// <summary>
/// Makes a use case out of typed text: constructor parameters by name, nested records by dotted names, lists by repeated
/// names. What cannot be read becomes an error at its field; the rest is still bound, so that all faults show at once.
/// </summary>
public static class Binder
{
    private static readonly ConcurrentDictionary<Type, ConstructorInfo> Constructors = new();
    private static readonly NullabilityInfoContext Nullability = new();

    public static (T Value, Dictionary<string, string> Errors) Bind<T>(IReadOnlyDictionary<string, string[]> typed)
    {
        var errors = new Dictionary<string, string>();
        return ((T)Make(typeof(T), typed, "", errors)!, errors);
    }

    private static object? Make(Type type, IReadOnlyDictionary<string, string[]> typed, string prefix, Dictionary<string, string> errors)
    {
        var constructor = Constructors.GetOrAdd(type, t => t.GetConstructors().MaxBy(c => c.GetParameters().Length)!);
        var values = constructor.GetParameters().Select(p => Parameter(p, typed, prefix, errors)).ToArray();
        return constructor.Invoke(values);
    }

    private static object? Parameter(ParameterInfo parameter, IReadOnlyDictionary<string, string[]> typed, string prefix, Dictionary<string, string> errors)
    {
        var name = prefix + Names.Camel(parameter.Name!);
        var type = parameter.ParameterType;
        if (IsRecord(type))
            return typed.Any(t => t.Key.StartsWith(name + ".", StringComparison.Ordinal) && t.Value.Any(v => v.Length > 0))
                ? Make(type, typed, name + ".", errors) : parameter.HasDefaultValue ? parameter.DefaultValue : null;
        var given = typed.TryGetValue(name, out var found) ? found : [];
        if (ElementOf(type) is { } element) return List(type, element, name, given, errors);

        var text = given.Length == 0 ? "" : given[^1].Trim();
        if (type == typeof(bool) || type == typeof(bool?)) return text.Length == 0 ? (type == typeof(bool) ? false : null) : text is "true" or "on" or "1";
        if (text.Length == 0) return Missing(parameter, name, errors);
        if (Read(Nullable.GetUnderlyingType(type) ?? type, type == typeof(string) ? given[^1] : text) is { } value) return value;
        errors[name] = Unreadable(Nullable.GetUnderlyingType(type) ?? type);
        return Default(type);
    }

    private static object? Missing(ParameterInfo parameter, string name, Dictionary<string, string> errors)
    {
        if (parameter.HasDefaultValue) return parameter.DefaultValue;
        var type = parameter.ParameterType;
        if (type == typeof(string)) return IsOptional(parameter) ? null : "";
        if (Nullable.GetUnderlyingType(type) is null && type.IsValueType) errors[name] = Text.FieldNames.Missing(parameter.Name!, type);
        return Default(type);
    }

    private static object List(Type type, Type element, string name, string[] given, Dictionary<string, string> errors)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        foreach (var text in given.Where(g => g.Length > 0))
            if (Read(element, text) is { } value) list.Add(value);
            else errors[name] = Unreadable(element);
        if (!type.IsArray) return list;
        var array = Array.CreateInstance(element, list.Count);
        list.CopyTo(array, 0);
        return array;
    }

    /// <summary>Local wall time without an offset is Asia/Shanghai; instants come out as UTC.</summary>
    private static object? Read(Type type, string text)
    {
        if (type == typeof(string)) return text;
        if (type == typeof(int)) return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (type == typeof(long)) return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var big) ? big : null;
        if (type == typeof(decimal)) return decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : null;
        if (type == typeof(Guid)) return Guid.TryParse(text, out var id) ? id : null;
        if (type == typeof(DateOnly)) return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1900 and <= 2200 ? date : null;
        if (type == typeof(TimeOnly)) return TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : null;
        if (type == typeof(DateTime)) return Instant(text);
        if (type.IsEnum) return Word(type, text);
        return type == typeof(Access.HeldRole) && Access.HeldRole.TryParse(text, null, out var held) ? held : null;
    }

    /// <summary>An instant with an offset, or wall time in China; null when it is neither.</summary>
    internal static DateTime? Instant(string text)
    {
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) || at.Year is < 1900 or > 2200) return null;
        var hasZone = text.EndsWith('Z') || text.Length > 10 && text.LastIndexOfAny(['+', '-']) > 10;
        return hasZone ? at.UtcDateTime : WorkCalendar.Default.ToUtc(DateOnly.FromDateTime(at.DateTime), TimeOnly.FromDateTime(at.DateTime));
    }

    private static object? Word(Type type, string text) =>
        !char.IsAsciiDigit(text[0]) && Enum.TryParse(type, text, ignoreCase: true, out var word) && Enum.IsDefined(type, word) ? word : null;

    private static string Unreadable(Type type) => type switch
    {
        _ when type == typeof(int) || type == typeof(long) => T["Please enter a whole number."],
        _ when type == typeof(decimal) => T["Please enter a number."],
        _ when type == typeof(DateOnly) => T["Please enter a date such as {0}.", "2026-03-02"],
        _ when type == typeof(DateTime) => T["Please enter a date and time such as {0}.", "2026-03-02 09:30"],
        _ when type == typeof(TimeOnly) => T["Please enter a time such as {0}.", "09:30"],
        _ when type.IsEnum => T["Please choose one of: {0}.", string.Join(", ", Enum.GetNames(type).Select(Names.Camel))],
        _ => T["This value cannot be read."],
    };

    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private static bool IsOptional(ParameterInfo parameter)
    {
        lock (Nullability) return Nullability.Create(parameter).WriteState == NullabilityState.Nullable;
    }

    internal static bool IsRecord(Type type) => type.IsClass && type != typeof(string) && ElementOf(type) is null;

    internal static Type? ElementOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(List<>) || open == typeof(IReadOnlyList<>)) ? type.GetGenericArguments()[0]
        : null;
}
