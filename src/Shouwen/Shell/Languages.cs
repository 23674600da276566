using System.Globalization;

namespace Shouwen.Shell;

/// <summary>The languages of the house, Chinese first.</summary>
internal static class Languages
{
    /// <summary>Those that the framework keeps: a culture of one's own is copied for each request, and its numbers and dates are looked up anew.</summary>
    public static readonly CultureInfo[] All = [CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en")];

    /// <summary>The rules of comparing are read from the system's files, for Chinese a tenth of a start: beside the rest, so that the first request finds them.</summary>
    public static void Begin() => _ = Task.Run(() => All[0].CompareInfo.Compare("a", "B", CompareOptions.IgnoreCase));
}
