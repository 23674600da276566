using Microsoft.Extensions.DependencyInjection;
using Shouwen.Kernel.Access;
using Shouwen.Kernel.Web;
using Shouwen.Tests.Docs;

namespace Shouwen.Tests.HouseRules;

/// <summary>The reviewed table of all ways in: which right each needs. A way without a row fails the build.</summary>
public static class Matrix
{
    public const string File = "tests/Shouwen.Tests/House/access-matrix.csv";

    /// <summary>Ways that exist before there is an actor, and the one that ends the session.</summary>
    public static readonly string[] BeforeSignIn = ["GET /sign-in", "POST /sign-in", "POST /sign-in/code", "GET /welcome", "POST /welcome", "GET /language/{language}", "POST /sign-out"];

    public static IReadOnlyList<string> Rows { get; } = [.. System.IO.File.ReadAllLines(Repository.PathOf(File)).Skip(1).Where(l => l.Length > 0)];

    public static string Row(Way way) => $"{way.Method},{way.Path},{way.Needs.Code}";

    public static IEnumerable<Way> Guarded(this IEnumerable<Way> ways) => ways.Where(w => !BeforeSignIn.Contains($"{w.Method} {w.Path}"));

    public static IReadOnlyList<Way> Of(Fixtures.House house) => house.Services.GetRequiredService<Shouwen.Kernel.Web.House>().Routes.Ways;

    /// <summary>An address with each place of the route filled in.</summary>
    public static string Url(Way way, Func<string, string>? fill = null) =>
        System.Text.RegularExpressions.Regex.Replace(way.Path, @"\{(\w+)(:[^}]*)?\}", m => fill?.Invoke(m.Groups[1].Value) ?? m.Groups[1].Value switch
        {
            "id" => Guid.Empty.ToString(), "no" => "9999", "name" => "complaints", "day" or "date" => "2026-03-02", var name => "no-such-" + name,
        });
}
