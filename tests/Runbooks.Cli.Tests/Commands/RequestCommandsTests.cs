using System.Text.Json;
using Runbooks.Engine.Submission;
using Runbooks.Server.Clouds;
using Runbooks.Server.Storage;

namespace Runbooks.Cli.Tests.Commands;

/// <summary>Commands that act on a run from outside: the process that advances it is another one, or gone.</summary>
public sealed class RequestCommandsTests : IDisposable
{
    private const string Approval = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: release}
        spec:
          entrypoint: main
          templates:
            - name: main
              steps:
                - - {name: approve, template: ask}
                - - {name: deploy, template: say, arguments: {parameters: [{name: what, value: "{{steps.approve.outputs.parameters.answer}}"}]}}
            - name: ask
              suspend: {}
              outputs: {parameters: [{name: answer, valueFrom: {supplied: {}}}]}
            - name: say
              inputs: {parameters: [{name: what}]}
              container: {image: busybox, command: [echo], args: ["{{inputs.parameters.what}}"]}
        """;

    private const string Slow = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: slow}
        spec:
          entrypoint: main
          onExit: bye
          templates:
            - name: main
              container: {image: busybox, command: [sleep, "60"]}
            - name: bye
              container: {image: busybox, command: [echo, bye]}
        """;

    private readonly TestShell _shell = new();
    private readonly TestShell _other = new();

    public void Dispose()
    {
        _shell.Dispose();
        _other.Dispose();
    }

    /// <param name="answer">As in Argo, quotes that no shell has taken off are none of the value.</param>
    [Theory]
    [InlineData("answer=YES")]
    [InlineData("answer=\"YES\"")]
    public async Task A_run_whose_process_lives_goes_on_there(string answer)
    {
        var running = _shell.RunAsync("run", _shell.File("release.yaml", Approval), "--runtime", "process", "-o", "json");
        while (await AskAsync("node", "set", "release", "--output-parameter", answer) != 0) Assert.False(running.IsCompleted, _shell.Error);

        Assert.Equal(0, await AskAsync("resume", "release"));
        Assert.Equal("run release resumed\n", _other.Out);

        Assert.Equal(0, await running);
        Assert.Contains("\"value\": \"YES\"", _shell.Out);
    }

    [Fact]
    public async Task A_run_whose_process_is_gone_goes_on_where_it_is_resumed()
    {
        await SubmitAsync(Approval.Replace("entrypoint", "suspend: true\n  entrypoint"));
        Assert.Equal(0, await _shell.RunAsync("suspend", "release"));
        Assert.Equal("run release suspended; to go on with it: runbooks resume release\n", _shell.Out);

        var resumed = _shell.RunAsync("resume", "release");
        while (await AskAsync("node", "set", "release", "--phase", "succeeded", "--output-parameter", "answer=YES") != 0) Assert.False(resumed.IsCompleted, _shell.Error);

        Assert.Equal(0, await resumed);
        Assert.Contains("resumed; it goes on here", _shell.Error);
        Assert.Contains("✔ Succeeded deploy", _shell.Out);
    }

    [Theory]
    [InlineData("stop", "Stop", "bye")]
    [InlineData("terminate", "Terminate", null)]
    public async Task A_run_that_is_ended_lets_go_of_its_steps_where_it_goes_on(string command, string strategy, string? handler)
    {
        var running = _shell.RunAsync("run", _shell.File("slow.yaml", Slow), "--runtime", "process");
        // Until a process has taken it up, it would be ended by the command itself.
        while (await AskAsync("get", "slow") != 0 || !_other.Out.Contains("Running slow", StringComparison.Ordinal)) Assert.False(running.IsCompleted, _shell.Error);
        Assert.Equal(0, await AskAsync(command, "slow"));
        Assert.Equal($"run slow {(command == "stop" ? "stopped" : "terminated")}\n", _other.Out);

        Assert.Equal(1, await running);
        Assert.Contains($"Stopped with strategy '{strategy}'", _shell.Out);
        Assert.Equal(handler is not null, _shell.Out.Contains("✔ Succeeded slow.onExit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_whose_process_is_gone_is_ended_where_that_is_asked_for()
    {
        await SubmitAsync(Slow);

        Assert.Equal(0, await _shell.RunAsync("stop", "slow"));
        Assert.Contains("it is ended here", _shell.Error);
        Assert.Contains("✔ Succeeded slow.onExit", _shell.Out);
        Assert.Equal(2, await AskAsync("terminate", "slow"));
        Assert.Equal("error: run slow: it is finished (Failed)\n", _other.Error);
    }

    [Fact]
    public async Task Only_some_nodes_are_stopped_with_a_selector()
    {
        var running = _shell.RunAsync("run", _shell.File("release.yaml", Approval), "--runtime", "process");
        while (await AskAsync("stop", "release", "--node-field-selector", "displayName=approve", "--message", "not tonight") != 0) Assert.False(running.IsCompleted, _shell.Error);

        Assert.Equal(1, await running);
        Assert.Contains("✖ Failed approve", _shell.Out);
        Assert.Contains("not tonight", _shell.Out);
        Assert.DoesNotContain("Stopped with strategy", _shell.Out);
    }

    [Fact]
    public async Task What_is_refused_says_what_would_be_right()
    {
        await SubmitAsync(Approval);
        Assert.Equal(2, await _shell.RunAsync("resume", "release"));
        Assert.Equal("error: run release: nothing waits: the run is not suspended, and no suspend node of it waits. No process goes on with this run; to go on with it: runbooks run --resume release\n", _shell.Error);
    }

    [Fact]
    public async Task Of_a_run_that_has_failed_resume_points_to_retry()
    {
        await _shell.RunAsync("run", _shell.File("failing.yaml", Runbook.Failing), "--runtime", "process", "--name", "broken");
        Assert.Equal(2, await _shell.RunAsync("resume", "broken"));
        Assert.Equal("error: run broken: it is finished (Failed). To try it again from where it failed: runbooks retry broken\n", _shell.Error);
    }

    [Fact]
    public async Task Of_a_run_that_no_process_has_the_list_says_how_to_go_on_with_it()
    {
        await SubmitAsync(Approval);
        await _shell.RunAsync("list");
        Assert.Matches("(?m)^release .* interrupted; go on: runbooks run --resume release$", _shell.Out);
    }

    [Fact]
    public async Task Of_a_finished_run_nothing_is_to_be_suspended()
    {
        await _shell.RunAsync("run", _shell.File("hello.yaml", Runbook.Hello), "--runtime", "process", "--name", "done");
        Assert.Equal(2, await _shell.RunAsync("suspend", "done"));
        Assert.Equal("error: run done: it is finished (Succeeded)\n", _shell.Error);
    }

    [Fact]
    public async Task What_was_done_can_be_printed_as_json()
    {
        await SubmitAsync(Approval);
        Assert.Equal(0, await _shell.RunAsync("suspend", "release", "-o", "json"));
        Assert.True(JsonDocument.Parse(_shell.Out).RootElement.GetProperty("spec").GetProperty("suspend").GetBoolean());
    }

    [Fact]
    public async Task A_run_that_failed_is_retried_to_its_end_with_another_parameter()
    {
        var runbook = Runbook.Hello.Replace("{name: who, value: world}", "{name: code, value: '1'}").Replace("[echo], args: [\"hello {{workflow.parameters.who}}\"]", "[sh, -c, 'exit {{workflow.parameters.code}}']");
        Assert.Equal(1, await _shell.RunAsync("run", _shell.File("exit.yaml", runbook), "--runtime", "process", "--name", "again"));
        Assert.Equal(1, await _shell.RunAsync("retry", "again"));

        Assert.Equal(0, await _shell.RunAsync("retry", "@latest", "-p", "code=0"));

        Assert.Equal("Run again retried; it goes on here, since no other process is at work on it.\n", _shell.Error);
        Assert.Contains("✔ Succeeded again", _shell.Out);
        Assert.Equal(0, await _shell.RunAsync("list", "--status", "Succeeded", "-o", "name"));
        Assert.Equal("again\n", _shell.Out);
    }

    [Fact]
    public async Task A_run_is_resubmitted_where_it_ran_under_a_new_name()
    {
        await _shell.RunAsync("run", _shell.File("two.yaml", Runbook.TwoSteps), "--runtime", "process");

        Assert.Equal(0, await _shell.RunAsync("resubmit", "two-steps", "-o", "json"));

        var metadata = JsonDocument.Parse(_shell.Out).RootElement.GetProperty("metadata");
        Assert.StartsWith("two-steps-", metadata.GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Equal("two-steps", metadata.GetProperty("labels").GetProperty("workflows.argoproj.io/resubmitted-from-workflow").GetString());
        Assert.Equal("process", metadata.GetProperty("annotations").GetProperty("runbooks.dev/runtime").GetString());
        Assert.Equal(2, await _shell.RunAsync("resubmit", "two-steps", "--memoized"));
        Assert.Equal("error: run two-steps is Succeeded; only one that ended Failed or Error can be resubmitted with --memoized\n", _shell.Error);
    }

    [Fact]
    public async Task Runs_are_deleted_with_their_logs_when_they_have_ended()
    {
        await _shell.RunAsync("run", _shell.File("two.yaml", Runbook.TwoSteps), "--runtime", "process");
        await SubmitAsync(Approval);
        Assert.Equal(2, await _shell.RunAsync("delete", "two-steps", "release"));
        Assert.Equal("error: run release is Pending; end it first (runbooks terminate release), or delete it as it is with --force\n", _shell.Error);
        Assert.Single(Directory.GetDirectories(Path.Combine(_shell.DataFolder, "logs")));

        Assert.Equal(0, await _shell.RunAsync("delete", "two-steps", "release", "--force"));

        Assert.Equal("run two-steps deleted\nrun release deleted\n", _shell.Out);
        Assert.Empty(Directory.GetDirectories(Path.Combine(_shell.DataFolder, "logs")));
        Assert.Equal(0, await _shell.RunAsync("list", "-o", "name"));
        Assert.Equal("", _shell.Out);
    }

    [Fact]
    public async Task A_run_whose_time_is_over_is_gone_though_no_process_was_there()
    {
        var runbook = Runbook.Hello.Replace("entrypoint", "ttlStrategy: {secondsAfterSuccess: 0}\n  entrypoint");
        Assert.Equal(0, await _shell.RunAsync("run", _shell.File("hello.yaml", runbook), "--runtime", "process", "--name", "short"));

        Assert.Equal(2, await _shell.RunAsync("get", "short"));
    }

    [Fact]
    public async Task How_long_a_run_took_that_succeeded_tells_of_the_next_one()
    {
        var file = _shell.File("sleep.yaml", Runbook.Hello.Replace("[echo], args: [\"hello {{workflow.parameters.who}}\"]", "[sleep, '1.1']"));
        await _shell.RunAsync("run", file, "--runtime", "process", "--name", "first");
        await _shell.RunAsync("run", file, "--runtime", "process", "--name", "second");

        await _shell.RunAsync("get", "second");
        Assert.Contains("EstimatedDuration:   1 second\n", _shell.Out);
        await _shell.RunAsync("get", "second", "-o", "json");
        var status = JsonDocument.Parse(_shell.Out).RootElement.GetProperty("status");
        Assert.Equal((1, 1), (status.GetProperty("estimatedDuration").GetInt32(), status.GetProperty("nodes").GetProperty("second").GetProperty("estimatedDuration").GetInt32()));
        await _shell.RunAsync("get", "first");
        Assert.DoesNotContain("EstimatedDuration", _shell.Out);
    }

    [Fact]
    public async Task A_selector_that_is_none_is_bad_usage()
    {
        Assert.Equal(2, await _shell.RunAsync("resume", "release", "--node-field-selector", "displayname=x"));
        Assert.Contains("there is no node field 'displayname'; did you mean 'displayName'?", _shell.Error);
        Assert.EndsWith("See: runbooks resume --help\n", _shell.Error);
    }

    [Fact]
    public async Task A_command_within_a_command_has_its_own_help()
    {
        Assert.Equal(2, await _shell.RunAsync("node", "set"));
        Assert.EndsWith("See: runbooks node set --help\n", _shell.Error);
        Assert.Equal(2, await _shell.RunAsync("node", "sett"));
        Assert.Equal("error: unknown command 'sett'; did you mean 'set'?\nSee: runbooks node --help\n", _shell.Error);
    }

    private Task<int> AskAsync(params IReadOnlyList<string> args) => _other.RunAsync([.. args, "--data", _shell.DataFolder]);

    /// <summary>A run that nobody has taken up yet.</summary>
    private async Task SubmitAsync(string runbook)
    {
        using var clouds = CloudProviders.ToCheck(sandbox: false);
        var workflow = clouds.Language.Read("release.yaml", runbook).Documents[0].Workflow;
        var request = new RunRequest { Annotations = new Dictionary<string, string> { ["runbooks.dev/runtime"] = "process" } };
        await using var store = new RunStore(Path.Combine(_shell.DataFolder, "runbooks.db"), TimeProvider.System);
        await store.SubmitAsync(Submitter.Submit(workflow, request, Guid.CreateVersion7().ToString(), "x7k2p", "default", TimeProvider.System.GetUtcNow()).Event!);
    }
}
