using System.Text;
using Microsoft.Extensions.Time.Testing;
using Runbooks.Server.Logs;
using Runbooks.Server.Secrets;

namespace Runbooks.Server.Tests.Logs;

public sealed class LogStreamTests : IDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly MemoryStream _file = new();
    private readonly SecretMask _mask = new();

    [Fact]
    public void Lines_are_kept_byte_for_byte()
    {
        var bytes = new byte[] { 0xFF, (byte)'\n', 0, 1, 2, (byte)'\r', (byte)'\n', 0xC3 };

        Write(bytes);

        Assert.Equal(bytes, _file.ToArray());
    }

    [Fact]
    public void A_file_that_takes_no_more_is_not_asked_again_and_the_stream_says_why()
    {
        // As long as it is open; a full disk says so when it is written to.
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 1);
        using var log = new LogStream(full, _mask);

        log.Write("one\ntwo\n"u8);

        Assert.Contains("No space left", log.Trouble);
    }

    [Fact]
    public void Where_no_times_can_be_kept_the_stream_ends_in_order_and_says_why()
    {
        var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        var log = new LogStream(_file, _mask, new LogClock(full, new FakeTimeProvider()));

        log.Write("one\n"u8);
        log.Dispose();

        Assert.Contains("No space left", log.Trouble);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void A_secret_is_hidden_however_the_log_is_cut_into_chunks(int chunk)
    {
        _mask.Add("s3cret");

        Write("""
            before s3cret after
            s3cret
            nös3cretö
            """, chunk);

        Assert.Equal("""
            before *** after
            ***
            nö***ö
            """, Kept);
    }

    [Fact]
    public void A_secret_that_was_told_after_the_line_began_is_hidden_in_it()
    {
        using (var log = new LogStream(_file, _mask))
        {
            log.Write("key s3c"u8);
            _mask.Add("s3cret");
            log.Write("ret\n"u8);
        }

        Assert.Equal("key ***\n", Kept);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(6)]
    public void A_secret_across_the_parts_of_a_line_that_is_written_in_parts_is_hidden(int into)
    {
        _mask.Add("s3cret");
        var before = new string('x', MiB - into);

        Write($"{before}s3creté\nend", chunk: 1024);

        Assert.Equal($"{before}***é\nend", Kept);
    }

    [Theory]
    [InlineData("é", "s3cret")]
    [InlineData("€", "s3cret")]
    [InlineData("😀", "s3cret")]
    [InlineData("😀", "")]
    public void Characters_of_many_bytes_survive_the_seams_of_a_long_line(string character, string secret)
    {
        _mask.Add(secret);
        var text = "x" + string.Concat(Enumerable.Repeat(character, 3 * MiB / Encoding.UTF8.GetByteCount(character)));

        Write(text, chunk: 1000);

        Assert.True(text == Kept, "the text came back changed");
    }

    [Fact]
    public void A_line_can_be_read_as_soon_as_it_is_complete()
    {
        using var log = new LogStream(_file, _mask);

        log.Write("one\ntw"u8);

        Assert.Equal("one\n", Kept);
    }

    [Fact]
    public void A_log_over_the_limit_is_cut_once_and_says_so()
    {
        var line = new string('x', 1023) + "\n";

        Write(string.Concat(Enumerable.Repeat(line, LogStream.Limit / 1024 + 500)), chunk: 64 * 1024);

        Assert.StartsWith("xxx", Kept);
        Assert.EndsWith("\n… the log is cut here: it is longer than 16 MiB\n", Kept);
        Assert.InRange(_file.ToArray().Length, LogStream.Limit - 2048, LogStream.Limit + 200);
        Assert.Single(Kept.Split("cut here").Skip(1));
    }

    public void Dispose() => _file.Dispose();

    private string Kept => Encoding.UTF8.GetString(_file.ToArray());

    private void Write(string text, int chunk) => Write(Encoding.UTF8.GetBytes(text), chunk);

    private void Write(byte[] bytes, int chunk = int.MaxValue)
    {
        using var log = new LogStream(_file, _mask);
        for (var at = 0; at < bytes.Length;)
        {
            var count = Math.Min(chunk, bytes.Length - at);
            log.Write(bytes.AsSpan(at, count));
            at += count;
        }
    }
}
