using Microsoft.Extensions.Time.Testing;
using Runbooks.Cli.Terminals;

namespace Runbooks.Cli.Tests.Terminals;

public sealed class DurationsTests
{
    [Theory]
    [InlineData(-5, "0s", "0 seconds")]
    [InlineData(0.0005, "0s", "0 seconds")]
    [InlineData(0.001, "1ms", "1 millisecond")]
    [InlineData(0.9, "900ms", "900 milliseconds")]
    [InlineData(1, "1s", "1 second")]
    [InlineData(59.9, "59s", "59 seconds")]
    [InlineData(63, "1m3s", "1 minute 3 seconds")]
    [InlineData(7500, "2h5m", "2 hours 5 minutes")]
    [InlineData(273600, "3d4h", "3 days 4 hours")]
    public void A_duration_has_at_most_two_units(double seconds, string @short, string @long)
    {
        Assert.Equal(@short, Durations.Short(TimeSpan.FromSeconds(seconds)));
        Assert.Equal(@long, Durations.Long(TimeSpan.FromSeconds(seconds)));
    }

    [Theory]
    [InlineData(0, "Sun Mar 01 20:59:58 +0900 (now)")]
    [InlineData(90, "Sun Mar 01 20:59:58 +0900 (1 minute ago)")]
    [InlineData(200000, "Sun Mar 01 20:59:58 +0900 (2 days ago)")]
    public void A_time_is_shown_in_the_users_zone_and_by_its_age(double secondsAgo, string expected)
    {
        var at = new DateTimeOffset(2026, 3, 1, 11, 59, 58, TimeSpan.Zero);
        var time = new FakeTimeProvider(at.AddSeconds(secondsAgo));
        time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("Tokyo", TimeSpan.FromHours(9), null, null));
        Assert.Equal(expected, Durations.Timestamp(at, time));
    }

    [Theory]
    [InlineData(0.5, "Sun Mar 01 11:59:58 +0000 (now)")]
    [InlineData(600, "Sun Mar 01 11:59:58 +0000 (in 10 minutes)")]
    public void A_time_to_come_is_shown_by_how_long_it_is_until_then(double seconds, string expected)
    {
        var at = new DateTimeOffset(2026, 3, 1, 11, 59, 58, TimeSpan.Zero);
        var time = new FakeTimeProvider(at.AddSeconds(-seconds));
        time.SetLocalTimeZone(TimeZoneInfo.Utc);
        Assert.Equal(expected, Durations.Coming(at, time));
    }
}
