using Shouwen.Kernel.Access;
using Shouwen.Kernel.Text;

namespace Shouwen.Tests.Kernel.Text;

public sealed class MasksTests
{
    [Theory, Requirement("PLAT-004")]
    [InlineData("13812345678", "138****5678")]
    [InlineData("call 021-55667788 back", "call 021-****7788 back")]
    [InlineData("+8613812345678", "+861******5678")]
    [InlineData("KS-2611-4821", "KS-2611-4821")]
    [InlineData("2026-11-22 13:34:15", "2026-11-22 13:34:15")]
    [InlineData("01a201c7-54f8-7001-9cff-88e54161e73c", "01a201c7-54f8-7001-9cff-88e54161e73c")]
    [InlineData("12 rooms, 450 yuan", "12 rooms, 450 yuan")]
    public void Telephone_like_numbers_lose_their_middle(string text, string masked) => Phones.MaskWithin(text).ShouldBe(masked);

    [Theory, Requirement("PLAT-002")]
    [InlineData("agent:Unit", true)]
    [InlineData("agent:unit", true)]
    [InlineData("agent", false)]
    [InlineData("agent:everywhere", false)]
    [InlineData("agent:Territory:nowhere", false)]
    public void A_role_is_typed_with_its_scope(string text, bool isOne) => HeldRole.TryParse(text, null, out _).ShouldBe(isOne);
}
