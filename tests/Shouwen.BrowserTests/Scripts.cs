using System.Net;

namespace Shouwen.BrowserTests;

/// <summary>Four hundred texts that would run a script if a page took them for anything but text: each would set <c>ran</c> on the window.</summary>
internal static class Scripts
{
    private const string Run = "window.ran=1";

    private static readonly string[] Vectors =
    [
        $"<script>{Run}</script>", $"<img src=x onerror={Run}>", $"<svg onload={Run}>", $"<svg><script>{Run}</script></svg>", $"<body onload={Run}>", $"<details open ontoggle={Run}>x",
        $"<iframe srcdoc=\"<script>parent.ran=1</script>\">", $"<iframe src=javascript:parent.ran=1>", $"<a href=\"javascript:{Run}\">x</a>", $"<input autofocus onfocus={Run}>",
        $"<video><source onerror={Run}></video>", $"<object data=javascript:{Run}>", $"<math><a xlink:href=javascript:{Run}>x</a></math>", $"<form action=javascript:{Run}><button>x",
        $"<b hx-on:load={Run} hx-trigger=load>x", $"<b hx-get=/ran hx-trigger=load>x", $"<base href=//ran.invalid/>", $"<style>@import '//ran.invalid';</style>",
        $"{{{{constructor.constructor('{Run}')()}}}}", $"javascript:{Run}",
    ];

    /// <summary>Ways out of the places where a text may stand, and disguises.</summary>
    private static readonly Func<string, string>[] Ways =
    [
        v => v, v => "\">" + v, v => "'>" + v, v => "</textarea>" + v, v => "</title>" + v, v => "</script>" + v, v => "</style>" + v, v => "</option></select>" + v, v => "-->" + v, v => "]]>" + v,
        v => "\" onfocus=\"" + Run + "\" x=\"" + v, v => "' onclick='" + Run + "' x='" + v, v => "\\\";" + Run + ";//" + v, v => "${" + Run + "}" + v, WebUtility.HtmlEncode, Uri.EscapeDataString,
        v => v.Replace("script", "ScRiPt", StringComparison.Ordinal).Replace("on", "oN", StringComparison.Ordinal), v => v.Replace("<", "＜<", StringComparison.Ordinal), v => "😀𠮷" + v, v => v.Replace(" ", "/", StringComparison.Ordinal),
    ];

    public static IReadOnlyList<string> All { get; } = [.. Ways.SelectMany((way, w) => Vectors.Select((vector, v) => $"{w * 20 + v}{way(vector)}"))];

    /// <summary>What on a page should not be there: handlers, scripts and addresses that a text brought with it.</summary>
    public const string Scan = """
        () => {
          const found = [];
          if (window.ran !== undefined) found.push('a script ran');
          for (const e of document.querySelectorAll('*')) {
            for (const a of e.attributes) {
              if (/^on|^hx-on/i.test(a.name)) found.push(`${e.tagName} ${a.name}=${a.value.slice(0, 60)}`);
              if (/^(href|src|action|formaction|data|xlink:href)$/i.test(a.name) && /^\s*javascript:/i.test(a.value)) found.push(`${e.tagName} ${a.name}=${a.value.slice(0, 60)}`);
              if (/^hx-(get|post)$/.test(a.name) && a.value === '/ran') found.push('a text asks the server');
            }
            if (/^(iframe|object|embed|base|math|video|marquee)$/i.test(e.tagName)) found.push(e.outerHTML.slice(0, 80));
            if (e.tagName === 'SCRIPT' && !e.src && e.type !== 'application/json') found.push(e.outerHTML.slice(0, 80));
          }
          return [...new Set(found)];
        }
        """;
}
