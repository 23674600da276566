using Shouwen.Kernel.Calendars;
using static Shouwen.Tests.Kernel.Calendars.Moment;

namespace Shouwen.Tests.Kernel.Calendars;

public sealed class QuietHoursTests
{
    private static readonly QuietHours quiet = QuietHours.Parse("12:00–14:00, 20:00–09:00");
    private static readonly TimeZoneInfo zone = WorkCalendar.Default.Zone;

    [Theory, Requirement("CBS-012")]
    [InlineData("12:30", true)]
    [InlineData("21:00", true)]
    [InlineData("12:00", true)]
    [InlineData("13:59", true)]
    [InlineData("14:00", false)]
    [InlineData("11:59", false)]
    [InlineData("19:59", false)]
    [InlineData("20:00", true)]
    [InlineData("23:59", true)]
    [InlineData("00:00", true)]
    [InlineData("08:59", true)]
    [InlineData("09:00", false)]
    public void Customers_are_left_in_peace_at_noon_and_at_night(string time, bool disturbed) =>
        quiet.Contains(TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(disturbed);

    [Theory, Requirement("CBS-012")]
    [InlineData("2026-03-05 12:30", "2026-03-05 14:00")]
    [InlineData("2026-03-05 21:00", "2026-03-06 09:00")]
    [InlineData("2026-03-05 03:00", "2026-03-05 09:00")]
    [InlineData("2026-03-05 10:17", "2026-03-05 10:17")]
    public void A_call_in_quiet_hours_moves_to_their_end(string wanted, string allowed) =>
        quiet.NextAllowed(At(wanted), zone).ShouldBe(At(allowed));

    [Fact, Requirement("CBS-012")]
    public void Quiet_hours_that_touch_are_passed_in_one_go() =>
        QuietHours.Parse("12:00–14:00, 14:00–15:00, 23:00–00:00, 00:00–08:00").NextAllowed(At("2026-03-05 23:30"), zone).ShouldBe(At("2026-03-06 08:00"));

    [Theory, Requirement("CBS-012")]
    [InlineData("12:00–14:00, 20:00–09:00", "12:00–14:00, 20:00–09:00")]
    [InlineData("12:00-14:00 and 20:00-9:00", "12:00–14:00, 20:00–09:00")]
    [InlineData(" 22:00 – 24:00 ; ", "22:00–00:00")]
    [InlineData("", "")]
    public void Quiet_hours_are_written_as_they_are_read(string text, string written)
    {
        QuietHours.Parse(text).ToString().ShouldBe(written);
        QuietHours.Parse(written).ToString().ShouldBe(written);
    }

    [Theory, Requirement("CBS-012")]
    [InlineData(null)]
    [InlineData("noon")]
    [InlineData("12:00")]
    [InlineData("12:00–")]
    [InlineData("12:00–25:00")]
    [InlineData("12:00–12:00")]
    [InlineData("12:00–13:00–14:00")]
    [InlineData("12–14")]
    [InlineData("00:00–12:00, 12:00–24:00")]
    public void What_is_no_time_of_day_or_leaves_none_is_refused(string? text)
    {
        QuietHours.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => QuietHours.Parse(text!));
    }

    [Fact, Requirement("CBS-012")]
    public void Without_quiet_hours_any_time_is_allowed()
    {
        QuietHours.None.Contains(new TimeOnly(3, 0)).ShouldBeFalse();
        QuietHours.None.NextAllowed(At("2026-03-05 03:00"), zone).ShouldBe(At("2026-03-05 03:00"));
    }
}
