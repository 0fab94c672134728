using System.Buffers.Binary;
using Microsoft.Extensions.Time.Testing;

namespace Runbooks.Cli.Tests.Commands;

/// <summary>A step that logged at three, at five past three and at ten past three.</summary>
public sealed class LogTimeTests : IAsyncLifetime
{
    private const string Talking = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: talking}
        spec:
          entrypoint: main
          templates: [{name: main, container: {image: busybox, command: [printf], args: ['one\ntwo\nthree\n']}}]
        """;

    private static readonly DateTimeOffset Three = new(2026, 1, 1, 3, 0, 0, TimeSpan.Zero);

    private readonly TestShell _shell = new();

    public async ValueTask InitializeAsync()
    {
        await _shell.RunAsync("run", _shell.File("talking.yaml", Talking), "--runtime", "process");
        Write((0, Three), (4, Three.AddMinutes(5)), (8, Three.AddMinutes(10)));
        _shell.Time = new FakeTimeProvider(Three.AddMinutes(11));
    }

    public ValueTask DisposeAsync()
    {
        _shell.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("30s", "")]
    [InlineData("1m", "three\n")]
    [InlineData("7m", "two\nthree\n")]
    [InlineData("1d", "one\ntwo\nthree\n")]
    public async Task Only_what_was_logged_since_then_is_printed(string since, string lines)
    {
        Assert.Equal(0, await _shell.RunAsync("logs", "talking", "--since", since));
        Assert.Equal(lines, _shell.Out);
        Assert.Equal(lines.Length > 0 ? "" : "Nothing was logged in that time; without --since all of it is printed.\n", _shell.Error);
    }

    [Fact]
    public async Task Each_line_stands_behind_its_time()
    {
        await _shell.RunAsync("logs", "talking", "--tail", "2", "--timestamps");
        Assert.Equal("2026-01-01T03:05:00.000Z two\n2026-01-01T03:10:00.000Z three\n", _shell.Out);
        await _shell.RunAsync("logs", "talking", "--since", "5m", "--timestamps", "-o", "json");
        Assert.Equal("""{"node":"talking","time":"2026-01-01T03:10:00.000Z","line":"three"}""" + "\n", _shell.Out);
    }

    [Fact]
    public async Task A_log_from_before_times_were_kept_is_printed_whole_and_that_is_said()
    {
        File.Delete(Times);

        Assert.Equal(0, await _shell.RunAsync("logs", "talking", "--since", "1m", "--timestamps"));

        Assert.Equal("one\ntwo\nthree\n", _shell.Out);
        Assert.Equal("When these steps logged isn't known, an earlier version ran them: talking\n", _shell.Error);
    }

    private string Times => Directory.GetFiles(_shell.DataFolder, "*.times", SearchOption.AllDirectories).Single();

    private void Write(params (long Offset, DateTimeOffset At)[] entries)
    {
        var bytes = new byte[entries.Length * 16];
        foreach (var (i, entry) in entries.Index())
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * 16), entry.Offset);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * 16 + 8), entry.At.UtcTicks);
        }
        File.WriteAllBytes(Times, bytes);
    }
}
