using Shouldly;
using Shouwen.Kernel.Text;
using Xunit;

namespace Shouwen.Tests.Kernel.Text;

/// <summary>Telephone numbers compared and masked (CUST-014).</summary>
public sealed class PhonesStories
{
    [Theory]
    [Requirement("CUST-014")]
    [InlineData("13800135678", "138****5678")]
    [InlineData("138 0013 5678", "138 **** 5678")]
    [InlineData("8765432", "***5432")]
    [InlineData("110", "***")]
    [InlineData("", "")]
    public void The_middle_is_hidden(string phone, string masked) => Phones.Mask(phone).ShouldBe(masked);

    [Theory]
    [Requirement("CUST-004")]
    [InlineData("+86 138-0013-5678", "13800135678")]
    [InlineData("0086 13800135678", "13800135678")]
    [InlineData("027-8765 4321", "02787654321")]
    [InlineData("\uff11\uff13\uff18", "138")]
    public void Numbers_are_compared_by_their_digits(string phone, string digits) => Phones.Digits(phone).ShouldBe(digits);
}
