namespace Shouwen.Data.Demo;

/// <summary>A clock that the demo company's history sets; it never goes back.</summary>
internal sealed class DemoClock(DateTime utc) : TimeProvider
{
    private DateTime now = utc;

    public DateTime Now => now;

    public void GoTo(DateTime utc)
    {
        if (utc > now) now = utc;
    }

    public override DateTimeOffset GetUtcNow() => new(now, TimeSpan.Zero);
}
