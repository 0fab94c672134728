using Runbooks.Kubernetes.Agents;

namespace Runbooks.Kubernetes.Tests.Agents;

public sealed class AgentTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("runbooks-agent-");

    private string Shared => _folder.FullName;

    [Fact]
    public async Task Files_and_standard_output_arrive_as_they_were_written()
    {
        var file = Path.Combine(Shared, "out.txt");
        using var sidecar = AgentProcess.Start("report", Shared);

        var command = await ShellAsync($"printf 'zwölf\\n\\n' > {file}; echo out; echo err >&2", "--file", $"word={file}", "--file", "none=/no/such/file", "--stdout");

        Assert.Equal((0, "out\n", "err\n"), command);
        var report = await AgentReport.ParseAsync(new StringReader((await sidecar.EndAsync()).Output), CancellationToken.None);
        Assert.Equal([KeyValuePair.Create("word", "zwölf\n\n")], report.Files);
        Assert.Equal(("out\n", null), (report.StandardOutput, report.Mistake));
    }

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("kill -9 $$", 137)]
    [InlineData("yes | head -n 1 > /dev/null; exit 3", 3)]
    public async Task The_commands_end_is_the_containers(string command, int exitCode) =>
        Assert.Equal(exitCode, (await ShellAsync(command)).ExitCode);

    [Theory]
    [InlineData("no-such-command", 127, "command not found in the image; PATH is ")]
    [InlineData("/no/such/file", 127, "no such file in the image")]
    [InlineData("/etc/passwd", 126, "permission denied")]
    public async Task A_command_that_can_not_start_ends_as_in_a_shell_and_the_agent_says_why(string command, int expected, string reason)
    {
        using var agent = AgentProcess.Start("exec", "--to", Shared, "--", command);

        var (exitCode, _, errors) = await agent.EndAsync();

        Assert.Equal(expected, exitCode);
        Assert.StartsWith($"runbooks agent: {command}: {reason}", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_reaches_the_command()
    {
        var ready = Path.Combine(Shared, "ready");
        using var agent = AgentProcess.Start("exec", "--to", Shared, "--", "sh", "-c", $"trap 'exit 5' TERM; touch {ready}; while :; do sleep 0.05; done");

        await AppearsAsync(ready);
        agent.Signal("TERM");

        Assert.Equal(5, (await agent.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task A_killed_agent_does_not_keep_the_sidecar_waiting()
    {
        var ready = Path.Combine(Shared, "ready");
        using var sidecar = AgentProcess.Start("report", Shared);
        using var agent = AgentProcess.Start("exec", "--to", Shared, "--", "sh", "-c", $"touch {ready}; sleep 3 > /dev/null 2>&1");

        await AppearsAsync(ready);
        agent.Signal("KILL");

        Assert.Equal((0, "end\n", ""), await sidecar.EndAsync());
    }

    [Fact]
    public async Task An_output_over_the_limit_is_told_by_its_size_and_the_command_is_not_disturbed()
    {
        using var sidecar = AgentProcess.Start("report", Shared);

        var command = await ShellAsync("head -c 300000 /dev/zero", "--stdout");

        Assert.Equal((0, 300000), (command.ExitCode, command.Output.Length));
        Assert.Equal("- error 300000 bytes, at most 262144 fit\nend\n", (await sidecar.EndAsync()).Output);
    }

    [Theory]
    [InlineData("mkfifo FILE", "is no regular file")]
    [InlineData("ln -s /dev/zero FILE", "262145 bytes, at most 262144 fit")]
    [InlineData("mkdir FILE", "is a directory")]
    public async Task What_stands_in_the_place_of_an_output_and_never_ends_is_told(string command, string complaint)
    {
        var file = Path.Combine(Shared, "out");
        using var sidecar = AgentProcess.Start("report", Shared);

        await ShellAsync(command.Replace("FILE", file, StringComparison.Ordinal), "--file", $"x={file}");

        Assert.Contains(complaint, (await AgentReport.ParseAsync(new StringReader((await sidecar.EndAsync()).Output), CancellationToken.None)).Mistake);
    }

    [Fact]
    public async Task Wrong_arguments_are_answered_with_the_right_ones()
    {
        using var agent = AgentProcess.Start("exec", "--", "true");

        var (exitCode, _, errors) = await agent.EndAsync();

        Assert.Equal(64, exitCode);
        Assert.StartsWith("runbooks agent: usage: ", errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int ExitCode, string Output, string Errors)> ShellAsync(string command, params string[] options)
    {
        using var agent = AgentProcess.Start(["exec", "--to", Shared, .. options, "--", "sh", "-c", command]);
        return await agent.EndAsync();
    }

    private static async Task AppearsAsync(string file)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!File.Exists(file)) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, timeout.Token);
    }
}
