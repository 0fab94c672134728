using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Server.Steps.Processes;

namespace Runbooks.Server.Tests.Steps;

public sealed class ProcessStepExecutorTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly RecordingJournal _journal = new();

    [Theory]
    [InlineData("exit 0", NodePhase.Succeeded, null, "0")]
    [InlineData("exit 3", NodePhase.Failed, "main: Error (exit code 3)", "3")]
    [InlineData("kill -9 $$", NodePhase.Failed, "main: Error (exit code 137)", "137")]
    public async Task The_exit_code_decides_the_phase(string script, NodePhase phase, string? message, string exitCode)
    {
        var outcome = await RunAsync(script);

        Assert.Equal((phase, message, exitCode), (outcome.Phase, outcome.Message, outcome.Outputs.ExitCode));
    }

    [Theory]
    [InlineData("echo 1/4 > $ARGO_PROGRESS_FILE; echo 3/4 >> $ARGO_PROGRESS_FILE; exit 1", "3/4")]
    [InlineData("echo 5/4 > $ARGO_PROGRESS_FILE", null)]
    [InlineData("true", null)]
    public async Task How_far_it_got_is_what_it_wrote_last_into_its_progress_file(string script, string? count) =>
        Assert.Equal(count, (await RunAsync(script)).Count);

    [Fact]
    public async Task Standard_output_without_its_last_line_break_is_the_result_and_standard_error_is_only_logged()
    {
        var outcome = await RunAsync("echo one; echo oops >&2; printf 'two\\n\\n'");

        Assert.Equal("one\ntwo\n", outcome.Outputs.Result);
        Assert.Contains("oops", _journal.Log);
        Assert.Contains("two", _journal.Log);
    }

    [Fact]
    public async Task A_raw_artifact_is_a_file_when_the_step_begins()
    {
        var file = Path.Combine(_folder.Path, "deep", "file");
        var template = Container($"cat {file}");
        template["inputs"] = new JsonObject { ["artifacts"] = new JsonArray(new JsonObject { ["name"] = "file", ["path"] = file, ["raw"] = new JsonObject { ["data"] = "in the document" } }) };

        var outcome = await new ProcessStepExecutor().ExecuteAsync(TestStep.Of(template, _journal), CancellationToken.None);

        Assert.Equal("in the document", outcome.Outputs.Result);
    }

    [Fact]
    public async Task A_daemon_is_ready_at_once_without_a_probe_and_has_failed_if_it_ends_by_itself()
    {
        var template = Container("true");
        template["daemon"] = true;

        var outcome = await new ProcessStepExecutor().ExecuteAsync(TestStep.Of(template, _journal), CancellationToken.None);

        Assert.Equal((NodePhase.Failed, null), (outcome.Phase, outcome.Message));
        Assert.Contains(_journal.Progress, progress => progress.ReadyAt == "127.0.0.1");
    }

    [Fact]
    public async Task A_result_that_nobody_reads_is_not_kept()
    {
        var outcome = await new ProcessStepExecutor().ExecuteAsync(Step("echo one") with { ResultWanted = false }, CancellationToken.None);

        Assert.Null(outcome.Outputs.Result);
        Assert.Equal("one\n", _journal.Log);
    }

    [Fact]
    public async Task A_result_of_exactly_the_limit_is_kept_and_one_byte_more_is_an_error()
    {
        var most = await RunAsync($"head -c {StepOutputs.ResultLimit} /dev/zero | tr '\\0' x");
        using var journal = new RecordingJournal();
        var more = await new ProcessStepExecutor().ExecuteAsync(TestStep.Of(Container($"head -c {StepOutputs.ResultLimit + 1} /dev/zero | tr '\\0' x"), journal), CancellationToken.None);

        Assert.Equal(StepOutputs.ResultLimit, most.Outputs.Result!.Length);
        Assert.Equal(NodePhase.Error, more.Phase);
        Assert.Equal("outputs.result is 262,145 bytes, the limit is 262,144: print less, or write a file and use outputs.parameters", more.Message);
        Assert.Null(more.Outputs.Result);
    }

    [Fact]
    public async Task A_command_that_is_not_there_is_an_error_that_says_what_to_do()
    {
        var outcome = await RunAsync(JsonNode.Parse("""{"name": "t", "container": {"image": "x", "command": ["no-such-program"]}}""")!.AsObject());

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.StartsWith("can't start 'no-such-program': ", outcome.Message);
        Assert.EndsWith("; with --runtime process it must be on this machine's PATH", outcome.Message);
    }

    [Fact]
    public async Task Variables_arguments_and_the_working_directory_reach_the_process()
    {
        var template = Container("echo \"$GREETING $1 $(pwd)\"");
        template["container"]!["args"] = new JsonArray("sh", "world");
        template["container"]!["env"] = JsonNode.Parse("""[{"name": "GREETING", "value": "hello"}]""");
        template["container"]!["workingDir"] = _folder.Path;

        var outcome = await RunAsync(template);

        Assert.Equal($"hello world {_folder.Path}", outcome.Outputs.Result);
    }

    [Fact]
    public async Task A_script_is_handed_to_its_interpreter_as_a_file_that_is_gone_afterwards()
    {
        var outcome = await RunAsync(JsonNode.Parse("""{"name": "t", "script": {"image": "x", "command": ["sh"], "source": "echo $0; wc -l < $0\n"}}""")!.AsObject());

        var lines = outcome.Outputs.Result!.Split('\n');
        Assert.Equal("1", lines[1].Trim());
        Assert.False(File.Exists(lines[0]));
    }

    [Fact]
    public async Task A_process_that_reads_its_input_finds_the_end_at_once()
    {
        var outcome = await RunAsync("cat; echo done");

        Assert.Equal("done", outcome.Outputs.Result);
    }

    [Fact]
    public async Task Output_files_become_parameters_and_one_that_is_not_there_is_left_out()
    {
        var template = Container($"echo '1 2' > {_folder.File("a")}");
        template["outputs"] = new JsonObject { ["parameters"] = new JsonArray(Output("a"), Output("b")) };

        var outcome = await RunAsync(template);

        Assert.Equal(new Dictionary<string, string> { ["a"] = "1 2" }, outcome.Outputs.Parameters);
    }

    [Fact]
    public async Task An_output_file_over_the_limit_is_an_error_that_names_it()
    {
        var template = Container($"head -c 300000 /dev/zero > {_folder.File("a")}");
        template["outputs"] = new JsonObject { ["parameters"] = new JsonArray(Output("a")) };

        var outcome = await RunAsync(template);

        Assert.Equal((NodePhase.Error, $"outputs.parameters.a: '{_folder.File("a")}' is 300,000 bytes, the limit is 262,144"), (outcome.Phase, outcome.Message));
    }

    [Theory]
    [InlineData("""{"env": [{"name": "KEY", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}]}""", "the environment variable 'KEY' comes from Kubernetes (valueFrom)")]
    [InlineData("""{"volumeMounts": [{"name": "v", "mountPath": "/v"}]}""", "'volumeMounts' needs a cluster")]
    [InlineData("""{"envFrom": [{"configMapRef": {"name": "c"}}]}""", "'envFrom' needs a cluster")]
    [InlineData("""{"command": null}""", "template 't' has no command")]
    public async Task What_only_a_cluster_can_give_is_refused_by_name(string fields, string reason)
    {
        var template = Container("echo never");
        foreach (var (name, value) in JsonNode.Parse(fields)!.AsObject()) template["container"]![name] = value?.DeepClone();

        var outcome = await RunAsync(template);

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.Contains(reason, outcome.Message);
        Assert.Empty(_journal.Progress);
    }

    [Fact]
    public async Task A_step_of_a_process_that_is_gone_is_not_started_again()
    {
        var outcome = await new ProcessStepExecutor().ExecuteAsync(Step($"touch {_folder.File("ran")}") with { Adopt = true }, CancellationToken.None);

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.StartsWith("outcome unknown", outcome.Message);
        Assert.False(File.Exists(_folder.File("ran")));
    }

    [Fact]
    public async Task Cancelling_kills_the_process_and_its_children()
    {
        using var enough = new CancellationTokenSource();
        var running = new ProcessStepExecutor().ExecuteAsync(Step($"sleep 600 & echo $! > {_folder.File("child")}; echo $$ > {_folder.File("self")}; wait"), enough.Token);
        await Until.TrueAsync(() => File.Exists(_folder.File("self")) && File.ReadAllText(_folder.File("self")).EndsWith('\n'));
        var ids = new[] { "child", "self" }.Select(name => int.Parse(File.ReadAllText(_folder.File(name)), CultureInfo.InvariantCulture)).ToList();
        Assert.All(ids, id => Assert.True(IsAlive(id)));

        await enough.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(30)));
        await Until.TrueAsync(() => !ids.Exists(IsAlive));
    }

    [Fact]
    public async Task A_process_left_behind_that_holds_the_output_open_does_not_hold_the_step()
    {
        var watch = Stopwatch.StartNew();

        var outcome = await RunAsync($"echo hello; sleep 60 & echo $! > {_folder.File("child")}");

        Process.GetProcessById(int.Parse(File.ReadAllText(_folder.File("child")), CultureInfo.InvariantCulture)).Kill();
        Assert.Equal((NodePhase.Succeeded, "hello"), (outcome.Phase, outcome.Outputs.Result));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(50));
    }

    [Fact]
    public async Task Many_processes_at_once_do_not_wait_for_each_others_output()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            using var journal = new RecordingJournal();
            // Each waits for all the others, so all must have been started, and be read from, at the same time.
            var script = $"touch {_folder.File($"started-{i}")}; until [ $(ls {_folder.Path} | wc -l) -ge 40 ]; do sleep 0.1; done; echo {i}";
            return await new ProcessStepExecutor().ExecuteAsync(TestStep.Of(Container(script), journal), CancellationToken.None);
        })).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}"), outcomes.Select(outcome => outcome.Outputs.Result));
    }

    public void Dispose()
    {
        _journal.Dispose();
        _folder.Dispose();
    }

    private Task<StepOutcome> RunAsync(string script) => RunAsync(Container(script));

    private Task<StepOutcome> RunAsync(JsonObject template) => new ProcessStepExecutor().ExecuteAsync(TestStep.Of(template, _journal), CancellationToken.None);

    private StepContext Step(string script) => TestStep.Of(Container(script), _journal);

    private static JsonObject Container(string script) => new()
    {
        ["name"] = "t",
        ["container"] = new JsonObject { ["image"] = "busybox:1.36", ["command"] = new JsonArray("sh", "-c", script) },
    };

    private JsonObject Output(string name) => new() { ["name"] = name, ["valueFrom"] = new JsonObject { ["path"] = _folder.File(name) } };

    private static bool IsAlive(int process)
    {
        // A killed child is a zombie until someone waits for it: not alive any more.
        try { return File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].TrimStart()[0] is not ('Z' or 'X'); }
        catch (IOException) { return false; }
    }
}
