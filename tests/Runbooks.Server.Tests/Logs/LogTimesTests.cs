using System.Text;
using Microsoft.Extensions.Time.Testing;
using Runbooks.Server.Logs;
using Runbooks.Server.Secrets;

namespace Runbooks.Server.Tests.Logs;

public sealed class LogTimesTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Start);
    private readonly SecretMask _mask = new();
    private readonly LogStore _store;

    public LogTimesTests() => _store = new LogStore(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_lines_time_is_when_its_end_came()
    {
        using var log = Open();
        log.Write("one\ntw"u8);
        _time.Advance(TimeSpan.FromMinutes(1));
        log.Write("o\nthree\n"u8);

        Assert.Equal([0, 60, 60], Seconds("one\n", "two\n", "three\n"));
    }

    [Fact]
    public void A_reader_sees_the_times_of_lines_that_are_written_while_it_reads()
    {
        using var log = Open();
        log.Write("one\n"u8);
        using var times = _store.ReadTimes("run", 3)!;
        Assert.Equal(Start, times.Of(0));
        _time.Advance(TimeSpan.FromHours(1));
        log.Write("two\n"u8);

        Assert.Equal(Start.AddHours(1), times.Of(4));
    }

    [Fact]
    public void Where_a_secret_was_hidden_the_lines_after_it_keep_their_times()
    {
        _mask.Add("a long secret");
        using var log = Open();
        log.Write("a long secret\n"u8);
        _time.Advance(TimeSpan.FromMinutes(1));
        log.Write("two\n"u8);

        Assert.Equal([0, 60], Seconds("***\n", "two\n"));
    }

    [Fact]
    public void A_clock_that_is_put_back_counts()
    {
        using var log = Open();
        log.Write("one\n"u8);
        _time.AdjustTime(Start.AddHours(-1));
        log.Write("two\n"u8);

        Assert.Equal([0, -3600], Seconds("one\n", "two\n"));
    }

    [Fact]
    public void The_times_of_very_many_lines_take_little_room()
    {
        _time.AutoAdvanceAmount = TimeSpan.FromMilliseconds(10);
        const int lines = 8 * LogClock.NotesOfAStep;
        using (var log = Open()) log.Write(Encoding.UTF8.GetBytes(new string('\n', lines)));

        Assert.InRange(new FileInfo(_folder.File("run/3.times")).Length, 1, 4 * LogClock.NotesOfAStep * LogTimes.EntryLength);
        using var times = _store.ReadTimes("run", 3)!;
        var late = Start.AddMilliseconds(10.0 * lines) - times.Of(lines - 1);
        Assert.InRange(late!.Value, TimeSpan.Zero, TimeSpan.FromMilliseconds(160));
    }

    [Fact]
    public void A_log_from_before_times_were_kept_has_none()
    {
        using (var log = Open()) log.Write("one\n"u8);
        File.Delete(_folder.File("run/3.times"));

        Assert.Null(_store.ReadTimes("run", 3));
    }

    [Fact]
    public void The_times_go_with_the_log()
    {
        Open().Dispose();

        _store.Delete("run");

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    private LogStream Open() => _store.Open("run", 3, _mask, _time);

    private IEnumerable<double> Seconds(params string[] lines)
    {
        using var times = _store.ReadTimes("run", 3)!;
        var offset = 0;
        foreach (var line in lines)
        {
            yield return (times.Of(offset)!.Value - Start).TotalSeconds;
            offset += line.Length;
        }
    }
}
