namespace Shouwen.Tests.Fixtures;

/// <summary>Measures what the test says has passed.</summary>
public sealed class SetStopwatch : TimeProvider
{
    public TimeSpan Passed { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Passed.Ticks;
}
