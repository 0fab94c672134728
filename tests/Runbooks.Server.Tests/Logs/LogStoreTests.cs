using Microsoft.Extensions.Time.Testing;
using Runbooks.Server.Logs;
using Runbooks.Server.Secrets;

namespace Runbooks.Server.Tests.Logs;

public sealed class LogStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_log_is_for_its_owners_eyes_only()
    {
        new LogStore(_folder.Path).Open("run", 3, new SecretMask(), _time).Dispose();

        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("run/3.log")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("run/3.times")));
    }

    [Fact]
    public void A_log_that_cant_be_made_takes_what_is_written_and_says_why_it_is_not_kept()
    {
        File.WriteAllText(_folder.File("run"), "where a folder should be");

        using var log = new LogStore(_folder.Path).Open("run", 3, new SecretMask(), _time);
        log.Write("lost\n"u8);

        Assert.NotNull(log.Trouble);
    }

    public void Dispose() => _folder.Dispose();
}
