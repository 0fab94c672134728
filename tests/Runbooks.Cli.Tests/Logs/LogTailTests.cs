using System.Text;
using Runbooks.Cli.Logs;

namespace Runbooks.Cli.Tests.Logs;

public sealed class LogTailTests
{
    [Fact]
    public void Lines_come_as_they_are_completed_and_the_last_one_at_the_end()
    {
        using var log = new GrowingStream();
        using var tail = new LogTail(() => log, () => null);

        log.Grow("one\ntw");
        Assert.Equal(["one"], Texts(tail.NewLines(complete: false)));
        log.Grow("o\r\n\nth");
        Assert.Equal(["two", ""], Texts(tail.NewLines(complete: false)));
        Assert.Empty(Texts(tail.NewLines(complete: false)));
        log.Grow("ree");
        Assert.Equal(["three"], Texts(tail.NewLines(complete: true)));
    }

    [Fact]
    public void A_log_that_is_not_there_yet_is_opened_when_it_is()
    {
        using var log = new GrowingStream();
        var isThere = false;
        using var tail = new LogTail(() => isThere ? log : null, () => null);

        Assert.Empty(Texts(tail.NewLines(complete: false)));
        isThere = true;
        log.Grow("now\n");
        Assert.Equal(["now"], Texts(tail.NewLines(complete: false)));
    }

    [Fact]
    public void A_letter_that_falls_between_two_reads_stays_whole()
    {
        using var log = new GrowingStream();
        using var tail = new LogTail(() => log, () => null);
        var line = new string('x', 16 * 1024 - 1) + "環";
        log.Grow(line + "\n");
        Assert.Equal([line], Texts(tail.NewLines(complete: false)));
    }

    private static IEnumerable<string> Texts(IEnumerable<LogLine> lines) => lines.Select(line => line.Text);

    /// <summary>As a file that another process appends to.</summary>
    private sealed class GrowingStream : MemoryStream
    {
        public void Grow(string text)
        {
            var position = Position;
            Seek(0, SeekOrigin.End);
            Write(Encoding.UTF8.GetBytes(text));
            Position = position;
        }
    }
}
