using System.Text.Json;

namespace Runbooks.Cli.Tests.Commands;

/// <summary>Waiting for runs, watching them, and choosing among many.</summary>
public sealed class FollowingCommandsTests : IDisposable
{
    private const string Failing = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: failing, labels: {env: prod}}
        spec:
          entrypoint: main
          templates:
            - name: main
              steps: [[{name: good, template: echo}, {name: bad, template: fail}]]
            - name: echo
              container: {image: busybox, command: [printf], args: ['one\ntwo\nthree\n']}
            - name: fail
              container: {image: busybox, command: ["false"]}
        """;

    private const string Cron = """
        apiVersion: argoproj.io/v1alpha1
        kind: CronWorkflow
        metadata: {name: nightly}
        spec:
          schedules: ["0 3 * * *"]
          suspend: SUSPEND
          workflowSpec:
            entrypoint: main
            templates: [{name: main, container: {image: busybox, command: [echo], args: [hello]}}]
        """;

    private readonly TestShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Wait_tells_how_runs_ended_by_its_exit_code()
    {
        await RunAsync("good.yaml", Runbook.TwoSteps);
        await RunAsync("bad.yaml", Failing);

        Assert.Equal(0, await _shell.RunAsync("wait", "two-steps"));
        Assert.Equal("run two-steps Succeeded\n", _shell.Out);
        Assert.Equal(1, await _shell.RunAsync("wait", "two-steps", "failing", "-o", "name"));
        Assert.Equal("two-steps\nfailing\n", _shell.Out);
        Assert.Equal(1, await _shell.RunAsync("wait", "failing", "-o", "json"));
        Assert.Equal("Failed", JsonDocument.Parse(_shell.Out).RootElement.GetProperty("items")[0].GetProperty("status").GetProperty("phase").GetString());
        Assert.Equal(2, await _shell.RunAsync("wait", "elsewhere"));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("10")]
    [InlineData("1y")]
    [InlineData("99999999999d")]
    public async Task A_duration_that_is_none_is_bad_usage(string duration)
    {
        Assert.Equal(2, await _shell.RunAsync("wait", "x", "--timeout", duration));
        Assert.Contains($"--timeout: '{duration}' is no duration; expected such as 90s, 1h30m or 7d", _shell.Error);
    }

    [Fact]
    public async Task Watch_of_a_run_that_has_ended_shows_its_end()
    {
        await RunAsync("bad.yaml", Failing);

        Assert.Equal(1, await _shell.RunAsync("watch", "@latest"));
        Assert.Contains("failing[0].bad Failed", _shell.Out);
        Assert.Contains("✖ Failed", _shell.Out);
    }

    [Fact]
    public async Task Get_shows_the_steps_in_one_phase_alone()
    {
        await RunAsync("bad.yaml", Failing);

        Assert.Equal(0, await _shell.RunAsync("get", "failing", "--status", "failed"));
        Assert.Contains("✖ Failed bad", _shell.Out);
        Assert.DoesNotContain("good", _shell.Out);
        await _shell.RunAsync("get", "failing", "--status", "Failed", "-o", "json");
        Assert.Equal("bad", JsonDocument.Parse(_shell.Out).RootElement.GetProperty("items")[0].GetProperty("displayName").GetString());
        await _shell.RunAsync("get", "failing", "--status", "Succeeded", "-o", "name");
        Assert.Equal("failing[0].good\n", _shell.Out);
        Assert.Equal(0, await _shell.RunAsync("get", "failing", "--status", "Skipped"));
        Assert.Contains("No step of run failing is Skipped.", _shell.Error);
    }

    [Fact]
    public async Task Logs_end_with_as_many_lines_as_are_wanted()
    {
        await RunAsync("bad.yaml", Failing);

        Assert.Equal(0, await _shell.RunAsync("logs", "failing", "good", "--tail", "2"));
        Assert.Equal("two\nthree\n", _shell.Out);
        Assert.Equal(2, await _shell.RunAsync("logs", "failing", "--tail", "-1"));
    }

    [Fact]
    public async Task List_is_narrowed_and_the_next_page_is_narrowed_alike()
    {
        await RunAsync("bad.yaml", Failing);
        await RunAsync("good.yaml", Runbook.TwoSteps);
        await _shell.RunAsync("resubmit", "failing");

        await _shell.RunAsync("list", "-l", "env=prod", "-o", "name");
        Assert.Equal(2, _shell.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        await _shell.RunAsync("list", "--prefix", "two", "--since", "1h", "-o", "name");
        Assert.Equal("two-steps\n", _shell.Out);
        await _shell.RunAsync("list", "--since", "0s", "-o", "name");
        Assert.Equal("", _shell.Out);
        await _shell.RunAsync("list", "-l", "env in (prod)", "--limit", "1");
        Assert.Contains("There are more: runbooks list --selector 'env in (prod)' --limit 1 --continue", _shell.Error);
        Assert.Equal(2, await _shell.RunAsync("list", "-l", "env prod"));
    }

    [Fact]
    public async Task Delete_takes_what_is_old_enough_and_a_dry_run_takes_nothing()
    {
        await RunAsync("bad.yaml", Failing);
        await RunAsync("good.yaml", Runbook.TwoSteps);

        Assert.Equal(0, await _shell.RunAsync("delete", "--older-than", "1h"));
        Assert.Contains("No runs found", _shell.Error);
        Assert.Equal(0, await _shell.RunAsync("delete", "--older-than", "0s", "--status", "Failed", "--dry-run"));
        Assert.Equal("run failing would be deleted\n", _shell.Out);
        Assert.Equal(0, await _shell.RunAsync("delete", "--older-than", "0s", "-l", "env=prod"));
        Assert.Equal("run failing deleted\n", _shell.Out);
        await _shell.RunAsync("list", "-o", "name");
        Assert.Equal("two-steps\n", _shell.Out);
        Assert.Equal(2, await _shell.RunAsync("delete"));
        Assert.Equal(2, await _shell.RunAsync("delete", "two-steps", "--older-than", "1s"));
        Assert.Equal(2, await _shell.RunAsync("delete", "two-steps", "--status", "Failed"));
    }

    [Fact]
    public async Task A_shell_completes_commands_and_the_names_of_runs()
    {
        await RunAsync("good.yaml", Runbook.TwoSteps);

        foreach (var shell in new[] { "bash", "zsh", "fish", "powershell" })
        {
            Assert.Equal(0, await _shell.RunAsync("completion", shell));
            Assert.Contains("[suggest:", _shell.Out);
        }
        await _shell.RunAsync("[suggest:12]", "runbooks li");
        Assert.Contains("lint", _shell.Out);
        await _shell.RunAsync("[suggest:13]", "runbooks get ");
        Assert.Contains("two-steps", _shell.Out);
        Assert.Contains("@latest", _shell.Out);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task A_schedule_that_nothing_fires_is_told_by_run_and_lint(string suspend, bool isSuspended)
    {
        var file = _shell.File("cron.yaml", Cron.Replace("SUSPEND", suspend, StringComparison.Ordinal));

        Assert.Equal(0, await _shell.RunAsync("lint", file));
        Assert.Contains("hint: nothing fires the schedule of CronWorkflow nightly yet", _shell.Error);
        Assert.Contains("0 errors, 0 warnings", _shell.Error);
        Assert.Equal(0, await _shell.RunAsync("run", file, "--runtime", "process"));
        Assert.Contains("CronWorkflow nightly: nothing fires its schedule yet; it runs once, now.", _shell.Error);
        Assert.Equal(isSuspended, _shell.Error.Contains("is suspended (spec.suspend)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_one_is_told_and_an_empty_one_is_no_error()
    {
        var file = _shell.File("a-file", "");
        foreach (var folder in new[] { file, Path.Combine(file, "below") })
        {
            Assert.Equal(3, await _shell.RunAsync("list", "--data", folder));
            Assert.Contains("is a file", _shell.Error);
        }
        Assert.Equal(0, await _shell.RunAsync("list", "--data", Path.GetDirectoryName(file)!));
        Assert.Contains("No runs found", _shell.Error);

        Assert.Equal(3, await _shell.RunAsync("list", "--data", Path.GetDirectoryName(_shell.File("damaged/runbooks.db", "this is no database, but long enough to be looked at: " + new string('x', 4096)))!));
        Assert.Contains("it is damaged, or no store of runs", _shell.Error);
    }

    private async Task RunAsync(string file, string text) => await _shell.RunAsync("run", _shell.File(file, text), "--runtime", "process");
}
