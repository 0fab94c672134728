using System.Text;
using Runbooks.Kubernetes.Logs;

namespace Runbooks.Kubernetes.Tests.Logs;

public class LogCopyTests
{
    [Fact]
    public async Task What_was_followed_is_not_copied_again()
    {
        using var kept = new MemoryStream();
        var copy = new LogCopy(kept, limit: 100, headLimit: 100);

        await copy.AppendAsync(Bytes("one\ntw"), CancellationToken.None);
        await copy.AppendAsync(Bytes("one\ntwo\nthree\n"), CancellationToken.None);

        Assert.Equal("one\ntwo\nthree\n", Encoding.UTF8.GetString(kept.ToArray()));
        Assert.Equal(("one\ntwo\nthree\n", 14), (copy.Head, copy.Length));
    }

    [Fact]
    public async Task A_long_log_is_cut_with_a_note_and_its_length_is_known()
    {
        using var kept = new MemoryStream();
        var copy = new LogCopy(kept, limit: 5, headLimit: 3);

        await copy.AppendAsync(Bytes("1234567"), CancellationToken.None);
        await copy.AppendAsync(Bytes("123456789"), CancellationToken.None);

        Assert.Equal("12345[the log is longer than 5 bytes; the rest is not kept]\n", Encoding.UTF8.GetString(kept.ToArray()));
        Assert.Equal(("123", 9), (copy.Head, copy.Length));
    }

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));
}
