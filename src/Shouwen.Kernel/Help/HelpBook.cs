using System.Reflection;
using Shouwen.Kernel.Text;

namespace Shouwen.Kernel.Help;

/// <summary>The help of all pages in both languages, from each room's <c>Help/en.md</c> and <c>Help/zh-CN.md</c> (PLAT-028).</summary>
public sealed class HelpBook
{
    private readonly Dictionary<string, HelpText> english;
    private readonly Dictionary<string, HelpText> chinese;

    public HelpBook(IEnumerable<HelpText> english, IEnumerable<HelpText> chinese) =>
        (this.english, this.chinese) = (english.ToDictionary(t => t.Path), chinese.ToDictionary(t => t.Path));

    public static HelpBook Of(params Assembly[] assemblies) => new(assemblies.SelectMany(a => Read(a, "en")), assemblies.SelectMany(a => Read(a, "zh-CN")));

    public IReadOnlyDictionary<string, HelpText> English => english;
    public IReadOnlyDictionary<string, HelpText> Chinese => chinese;

    /// <summary>All pages that have help, in the reader's language.</summary>
    public IReadOnlyCollection<HelpText> All => Mine.Values;

    public HelpText? Named(string name) => Mine.Values.FirstOrDefault(t => t.Name == name);

    /// <summary>The help of a page, or of the nearest page above it that has one.</summary>
    public HelpText? Nearest(string path)
    {
        if (path is "/today") path = "/";
        for (var place = path; place.Length > 0; place = place[..place.LastIndexOf('/')])
            if (Mine.TryGetValue(place, out var found)) return found;
        return null;
    }

    private Dictionary<string, HelpText> Mine => TextCatalog.IsChinese ? chinese : english;

    private static IEnumerable<HelpText> Read(Assembly assembly, string language)
    {
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith($".Help.{language}.md", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            foreach (var page in HelpText.Read(reader.ReadToEnd())) yield return page;
        }
    }
}
