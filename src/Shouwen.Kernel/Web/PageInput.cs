using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Shouwen.Kernel.UseCases;

namespace Shouwen.Kernel.Web;

/// <summary>What a page request brings: its typed fields, its key, the version it was made on, and what to say on the next page.</summary>
internal static class PageInput
{
    private const string FlashCookie = "sw-flash";

    public static async Task<Dictionary<string, string[]>> Typed(HttpContext http)
    {
        var typed = FromUrl(http);
        var form = await http.Typed();
        foreach (var (name, value) in form)
            if (name != "__RequestVerificationToken") typed[name] = [.. value.OfType<string>()];
        foreach (var (name, value) in http.Request.RouteValues) typed[name] = [value?.ToString() ?? ""];
        return typed;
    }

    public static Dictionary<string, string[]> FromUrl(HttpContext http, ICollection<string>? without = null)
    {
        var typed = http.Request.Query.Where(q => without?.Contains(q.Key) != true).ToDictionary(q => q.Key, q => q.Value.OfType<string>().ToArray());
        foreach (var (name, value) in http.Request.RouteValues) typed[name] = [value?.ToString() ?? ""];
        return typed;
    }

    public static Once? Once(HttpContext http, FormState form)
    {
        var key = form.Value("_once");
        if (key.Length is 0 or > 100) return null;
        var body = string.Join('\n', form.Values.Where(v => !v.Key.StartsWith('_')).OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => v.Key + "=" + string.Join('\u001f', v.Value)));
        return new Once($"page:{http.Actor().Id:N}:{key}", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))));
    }

    public static int? Expected(FormState form) => int.TryParse(form.Value("_version"), out var version) ? version : null;

    /// <summary>What the next page says, and the draft that may be forgotten.</summary>
    public static void Remember(HttpContext http, string? flash, string draft, Tone tone = Tone.Good)
    {
        if (flash is null && draft.Length == 0) return;
        var value = WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(new[] { Cut(flash ?? ""), draft, tone.ToString() }));
        http.Response.Cookies.Append(FlashCookie, value, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps });
    }

    /// <summary>A cookie has little room.</summary>
    private static string Cut(string text) => text.Length > 600 ? text[..600] + "…" : text;

    public static void Recall(HttpContext http, PageFrame frame)
    {
        if (http.Request.Cookies[FlashCookie] is not { Length: > 0 and < 4000 } value) return;
        http.Response.Cookies.Delete(FlashCookie);
        try
        {
            var said = JsonSerializer.Deserialize<string[]>(WebEncoders.Base64UrlDecode(value))!;
            if (said[0].Length > 0) frame.Flash = said[0];
            if (said[1].Length > 0) frame.DraftsDone = [said[1]];
            if (Enum.TryParse<Tone>(said[2], out var tone)) frame.FlashTone = tone;
        }
        catch (Exception fault) when (fault is FormatException or JsonException or IndexOutOfRangeException)
        {
            // A cookie that we did not write says nothing.
        }
    }
}
