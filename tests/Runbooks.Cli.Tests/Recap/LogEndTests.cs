using System.Text;
using Runbooks.Cli.Recap;
using Runbooks.Server.Logs;

namespace Runbooks.Cli.Tests.Recap;

public sealed class LogEndTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("runbooks-log-end-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("one\ntwo\nthree\nfour\n", "two|three|four")]
    [InlineData("one\n\n  \ntwo", "one|two")]
    [InlineData("\e[31mred\e[0m\r\n\e]0;title\a\n", "red")]
    [InlineData("", "")]
    public void The_last_lines_that_say_something_are_shown_and_nothing_that_a_terminal_would_obey(string log, string expected) =>
        Assert.Equal(expected, string.Join('|', Of(log)));

    [Fact]
    public void Of_a_long_log_only_the_end_is_read_and_no_half_of_a_line_or_letter_is_shown() =>
        Assert.Equal(["second to last", "last"], Of($"{new string('環', 10_000)}\nsecond to last\nlast\n"));

    [Fact]
    public void Of_a_log_that_is_a_single_endless_line_the_end_is_shown() =>
        Assert.StartsWith("環環", Assert.Single(Of(new string('環', 10_000))), StringComparison.Ordinal);

    [Fact]
    public void What_never_logged_has_no_lines() => Assert.Empty(LogEnd.Of(new LogStore(_folder.FullName), "run", 0, 3));

    private IReadOnlyList<string> Of(string log)
    {
        File.WriteAllBytes(Path.Combine(_folder.CreateSubdirectory("run").FullName, "7.log"), Encoding.UTF8.GetBytes(log));
        return LogEnd.Of(new LogStore(_folder.FullName), "run", 7, 3);
    }
}
