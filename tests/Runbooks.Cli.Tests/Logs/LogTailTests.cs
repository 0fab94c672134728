using System.Text;
using Runbooks.Cli.Logs;

namespace Runbooks.Cli.Tests.Logs;

public sealed class LogTailTests
{
    [Fact]
    public void Lines_come_as_they_are_completed_and_the_last_one_at_the_end()
    {
        using var log = new GrowingStream();
        using var tail = new LogTail(() => log);

        log.Grow("one\ntw");
        Assert.Equal(["one"], tail.NewLines(complete: false));
        log.Grow("o\r\n\nth");
        Assert.Equal(["two", ""], tail.NewLines(complete: false));
        Assert.Empty(tail.NewLines(complete: false));
        log.Grow("ree");
        Assert.Equal(["three"], tail.NewLines(complete: true));
    }

    [Fact]
    public void A_log_that_is_not_there_yet_is_opened_when_it_is()
    {
        using var log = new GrowingStream();
        var isThere = false;
        using var tail = new LogTail(() => isThere ? log : null);

        Assert.Empty(tail.NewLines(complete: false));
        isThere = true;
        log.Grow("now\n");
        Assert.Equal(["now"], tail.NewLines(complete: false));
    }

    [Fact]
    public void A_letter_that_falls_between_two_reads_stays_whole()
    {
        using var log = new GrowingStream();
        using var tail = new LogTail(() => log);
        var line = new string('x', 16 * 1024 - 1) + "環";
        log.Grow(line + "\n");
        Assert.Equal([line], tail.NewLines(complete: false));
    }

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
