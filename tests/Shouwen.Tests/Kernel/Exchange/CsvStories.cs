using Shouldly;
using Shouwen.Kernel.Exchange;
using Xunit;

namespace Shouwen.Tests.Kernel.Exchange;

/// <summary>No cell of an exported file is run as a formula (CUST-007).</summary>
public sealed class CsvStories
{
    [Theory]
    [Requirement("CUST-007")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+86 138", "\"'+86 138\"")]
    [InlineData("@home", "\"'@home\"")]
    [InlineData("\uff1d1", "\"'\uff1d1\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("plain", "plain")]
    public void Cells_are_harmless_and_quoted(string text, string cell) => Csv.Cell(text).ShouldBe(cell);
}
