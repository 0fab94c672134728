using Runbooks.Waiting;

namespace Runbooks.Providers.Aws.Tests;

public class DurationTests
{
    [Theory]
    [InlineData("30", 30)]
    [InlineData("0.5", 0.5)]
    [InlineData("90s", 90)]
    [InlineData("1h30m", 5400)]
    [InlineData("1m0.5s", 60.5)]
    [InlineData("500ms", 0.5)]
    public void A_duration_is_read_as_go_writes_it(string text, double seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Duration.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("5 m")]
    [InlineData("-5s")]
    [InlineData("5x")]
    [InlineData("m")]
    [InlineData("99999999999999h")]
    [InlineData("NaN")]
    public void What_is_no_duration_is_not_read(string text) => Assert.Null(Duration.Parse(text));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(90, "1m30s")]
    [InlineData(600, "10m")]
    [InlineData(3600, "1h")]
    [InlineData(90000.5, "25h0.5s")]
    public void A_duration_is_written_as_short_as_it_can_be(double seconds, string text) => Assert.Equal(text, Duration.Format(TimeSpan.FromSeconds(seconds)));
}
