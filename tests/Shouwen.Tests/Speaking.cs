using System.Globalization;
using Shouwen.Kernel.Text;

namespace Shouwen.Tests;

/// <summary>Sets the reader's language for the rest of a test: <c>using var _ = Speaking.Chinese();</c>.</summary>
public sealed class Speaking : IDisposable
{
    private readonly CultureInfo culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo uiCulture = CultureInfo.CurrentUICulture;

    static Speaking() => Words.T.Load(typeof(Words).Assembly);

    private Speaking(string name) =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);

    public static Speaking English() => new("en");

    public static Speaking Chinese() => new("zh-CN");

    public void Dispose()
    {
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = uiCulture;
    }
}
