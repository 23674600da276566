using Shouwen.Kernel.Calendars;

namespace Shouwen.Tests.Kernel.Calendars;

public sealed class LimitTests
{
    [Theory, Requirement("CASE-066"), Requirement("CASE-025")]
    [InlineData("3 working days")]
    [InlineData("1 working day")]
    [InlineData("24 hours")]
    [InlineData("1 hour")]
    [InlineData("1.5 hours")]
    [InlineData("2 working hours")]
    [InlineData("1 working hour")]
    [InlineData("30 minutes")]
    [InlineData("1 minute")]
    [InlineData("3 calendar days")]
    [InlineData("1 calendar day")]
    [InlineData("0 calendar days")]
    public void A_limit_is_written_as_it_is_read(string text) =>
        Limit.Parse(text).ToString().ShouldBe(text);

    [Theory, Requirement("CASE-066")]
    [InlineData("3 days", "3 calendar days")]
    [InlineData("1 day", "1 calendar day")]
    [InlineData("  3   Working  Days ", "3 working days")]
    [InlineData("1 working days", "1 working day")]
    [InlineData("2.50 hours", "2.5 hours")]
    [InlineData("3个工作日", "3 working days")]
    [InlineData("３ 个 工作日", "3 working days")]
    [InlineData("三个工作日", "3 working days")]
    [InlineData("十五天", "15 calendar days")]
    [InlineData("二十一日", "21 calendar days")]
    [InlineData("2个自然日", "2 calendar days")]
    [InlineData("2个日历日", "2 calendar days")]
    [InlineData("24小时", "24 hours")]
    [InlineData("半小时", "0.5 hours")]
    [InlineData("两个工作小时", "2 working hours")]
    [InlineData("30分钟", "30 minutes")]
    [InlineData("24hours", "24 hours")]
    public void Other_ways_of_writing_mean_the_same(string text, string same)
    {
        Limit.Parse(text).ShouldBe(Limit.Parse(same));
        Limit.Parse(text).ToString().ShouldBe(same);
    }

    [Theory, Requirement("CASE-066")]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("3")]
    [InlineData("days")]
    [InlineData("three days")]
    [InlineData("-1 days")]
    [InlineData("1.5 working days")]
    [InlineData("3 weeks")]
    [InlineData("3 working minutes")]
    [InlineData("1,000 hours")]
    [InlineData("1e3 hours")]
    [InlineData("99999999 days")]
    [InlineData("99999999999999999999999999999999 hours")]
    [InlineData("3 working days after receipt")]
    [InlineData("3个月")]
    [InlineData("个工作日")]
    [InlineData("半个工作日")]
    [InlineData("三三天")]
    [InlineData("1.2.3小时")]
    [InlineData("工作日3")]
    public void What_is_no_limit_is_refused(string? text)
    {
        Limit.TryParse(text, out var limit).ShouldBeFalse();
        limit.ShouldBe(default);
        Should.Throw<FormatException>(() => Limit.Parse(text!));
    }

    [Fact, Requirement("CASE-066")]
    public void An_impossible_amount_is_refused_at_once()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Limit.WorkingDays(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => Limit.WorkingDays(0.5m));
        Should.Throw<ArgumentOutOfRangeException>(() => Limit.Hours(decimal.MaxValue));
        Limit.Minutes(0.5m).Amount.ShouldBe(0.5m);
    }

    [Theory, Requirement("CASE-025")]
    [InlineData("3 working days", "3 working days", "3 个工作日")]
    [InlineData("1 working day", "1 working day", "1 个工作日")]
    [InlineData("24 hours", "24 hours", "24 小时")]
    [InlineData("2 working hours", "2 working hours", "2 个工作小时")]
    [InlineData("3 days", "3 calendar days", "3 天")]
    [InlineData("30 minutes", "30 minutes", "30 分钟")]
    public void A_limit_is_shown_in_the_language_of_the_reader(string text, string english, string chinese)
    {
        var limit = Limit.Parse(text);
        using (Speaking.English())
            limit.Display.ShouldBe(english);
        using (Speaking.Chinese())
            limit.Display.ShouldBe(chinese);
    }
}
