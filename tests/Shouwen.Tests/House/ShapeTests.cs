using System.Reflection;
using System.Text.RegularExpressions;
using FluentValidation;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Tests.HouseRules;

/// <summary>Files stay small and stand where their namespace says; a command that takes text has rules for it.</summary>
public sealed class ShapeTests
{
    /// <summary>Files over the limit with the length they may have: lower it when one shrinks, never raise it.</summary>
    private static readonly Dictionary<string, int> ceilings = new()
    {
    };

    private static readonly Dictionary<string, string> withoutRules = new()
    {
        ["Shouwen.Kernel.Search.ReindexUnit"] = "only heard: the path comes from the fact of a moved unit",
        ["Shouwen.Modules.Cases.Handling.TakeCallback"] = "only heard: its texts were checked when the callback was finished",
        ["Shouwen.Modules.Reports.ExportReport"] = "only noted by the export itself: the name is cut, the filter is an address already answered",
        ["Shouwen.Modules.Customers.AddressBook.TakeAddressBook"] = "only noted by the export itself, with the filter of a list already answered",
        ["Shouwen.Modules.Contacts.Log.FileCaller"] = "the text only looks up the contact, and is never stored",
        ["Shouwen.Modules.Cases.Handling.ArchiveCase"] = "the text only looks up the case",
        ["Shouwen.Modules.Callbacks.Calls.MoveCallback"] = "the text only looks up the callback",
        ["Shouwen.Modules.Administration.People.EnablePerson"] = "the text only looks up the person",
        ["Shouwen.Modules.Administration.People.UnlockPerson"] = "the text only looks up the person",
        ["Shouwen.Modules.Administration.People.RevokeToken"] = "the text only looks up the person",
    };

    [Fact]
    public void Files_stay_small()
    {
        Sources.All.SelectMany(s => TooLong(s, ceilings)).ShouldBeNone();
        ceilings.Where(c => Sources.All.SingleOrDefault(s => s.Path == c.Key) is not { } file || Lines(file) < c.Value).Select(c => $"{c.Key} is shorter now: lower or drop its ceiling").ShouldBeNone();
    }

    [Theory]
    [InlineData("src/Shouwen/Modules/Cases/Lists/Bad.cs", 151)]
    [InlineData("src/Shouwen/Modules/Cases/Lists/BadPage.razor", 151)]
    [InlineData("src/Shouwen/Modules/Cases/Model/Bad.cs", 301)]
    [InlineData("src/Shouwen.Kernel/Data/Bad.cs", 301)]
    [InlineData("src/Shouwen/Shell/Known.cs", 181)]
    public void A_long_file_is_found(string path, int lines)
    {
        var known = new Dictionary<string, int> { ["src/Shouwen/Shell/Known.cs"] = 180 };
        TooLong(new Source(path, string.Concat(Enumerable.Repeat("x\n", lines))), known).ShouldHaveSingleItem();
        TooLong(new Source(path, string.Concat(Enumerable.Repeat("x\n", lines - 1))), known).ShouldBeEmpty();
    }

    [Fact]
    public void A_command_that_takes_text_has_rules() =>
        new[] { typeof(ICommand<,>), typeof(ShouwenApp) }.SelectMany(t => t.Assembly.GetTypes()).SelectMany(WithoutRules).ShouldBeOnly(withoutRules);

    [Fact]
    public void A_command_without_rules_is_found()
    {
        WithoutRules(typeof(Shout)).ShouldHaveSingleItem();
        WithoutRules(typeof(ShoutAll)).ShouldHaveSingleItem();
        WithoutRules(typeof(Whisper)).ShouldBeEmpty();
        WithoutRules(typeof(Nod)).ShouldBeEmpty();
    }

    [Fact]
    public void Namespaces_follow_folders() => Sources.All.SelectMany(Astray).ShouldBeNone();

    [Theory]
    [InlineData("src/Shouwen/Modules/Cases/Lists/Bad.cs", "namespace Shouwen.Modules.Cases;")]
    [InlineData("src/Shouwen.Kernel/Data/Bad.cs", "namespace Shouwen.Kernel.Database;")]
    [InlineData("src/Shouwen.Kernel/Data/Bad.cs", "public class Nowhere;")]
    [InlineData("src/Shouwen/Modules/Cases/Model/BadDb.cs", "namespace Shouwen.Data;\npublic class Other;")]
    [InlineData("src/Shouwen/Shell/Bad.razor", "@namespace Shouwen.Elsewhere")]
    public void A_stray_namespace_is_found(string path, string text) => Astray(new Source(path, text)).ShouldHaveSingleItem();

    private static IEnumerable<string> TooLong(Source file, Dictionary<string, int> known)
    {
        var isSlice = file.Name.EndsWith(".razor", StringComparison.Ordinal) || file.Path.StartsWith("src/Shouwen/Shell/", StringComparison.Ordinal)
            || file.Module is not null && file.Folder.Split('/') is { Length: > 4 } parts && parts[4] is not ("Model" or "Contracts");
        var limit = known.TryGetValue(file.Path, out var ceiling) ? ceiling : isSlice ? 150 : 300;
        return Lines(file) > limit ? [$"{file.Path}: {Lines(file)} lines, at most {limit}"] : [];
    }

    private static int Lines(Source file) => file.Text.Count(c => c == '\n');

    private static IEnumerable<string> WithoutRules(Type type)
    {
        var isCommand = type is { IsClass: true, IsAbstract: false } && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<,>));
        if (!isCommand || !type.GetConstructors().SelectMany(c => c.GetParameters()).Any(p => p.ParameterType == typeof(string) || p.ParameterType == typeof(List<string>))) return [];
        var rules = typeof(IValidator<>).MakeGenericType(type);
        return type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Any(n => n.IsAssignableTo(rules)) ? [] : [type.FullName!];
    }

    private static IEnumerable<string> Astray(Source file)
    {
        var said = Regex.Match(file.Text, @"^@?namespace ([\w.]+)", RegexOptions.Multiline).Groups[1].Value;
        var due = file.Folder["src/".Length..].Replace('/', '.');
        if (file.Name.EndsWith(".razor", StringComparison.Ordinal) && said.Length == 0 || file.Path == "src/Shouwen/Program.cs") return [];
        // A module's part of the one database stands with its model.
        if (file.IsModel && file.Name.EndsWith("Db.cs", StringComparison.Ordinal) && file.Text.Contains("partial class AppDb")) due = "Shouwen.Data";
        return said == due ? [] : [$"{file.Path}: {said}, not {due}"];
    }

    private sealed record Shout(string Word) : ICommand<Shout, Done> { public static Permission Needs => KernelPermissions.SignedIn; }

    private sealed record ShoutAll(List<string> Words) : ICommand<ShoutAll, Done> { public static Permission Needs => KernelPermissions.SignedIn; }

    private sealed record Nod(int Times) : ICommand<Nod, Done> { public static Permission Needs => KernelPermissions.SignedIn; }

    private sealed record Whisper(string Word) : ICommand<Whisper, Done>
    {
        public static Permission Needs => KernelPermissions.SignedIn;

        public sealed class Rules : AbstractValidator<Whisper>
        {
            public Rules() => RuleFor(w => w.Word).MaximumLength(10);
        }
    }
}
