using Shouwen.Kernel.UseCases;
using static Shouwen.Kernel.Text.Words;

namespace Shouwen.Kernel.Web.Kit;

/// <summary>The words of an enumeration as choices; the meaning tells equal words apart.</summary>
public static class Choices
{
    public static IEnumerable<Option> Of<TEnum>(string meaning, params TEnum[] without) where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>().Except(without).Select(v => new Option(Names.Camel(v.ToString()), T[v + "|" + meaning]));
}
