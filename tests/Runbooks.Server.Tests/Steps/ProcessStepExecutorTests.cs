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

        var outcome = await Executor.ExecuteAsync(TestStep.Of(template, _journal), CancellationToken.None);

        Assert.Equal("in the document", outcome.Outputs.Result);
    }

    [Fact]
    public async Task A_daemon_is_ready_at_once_without_a_probe_and_has_failed_if_it_ends_by_itself()
    {
        var template = Container("true");
        template["daemon"] = true;

        var outcome = await Executor.ExecuteAsync(TestStep.Of(template, _journal), CancellationToken.None);

        Assert.Equal((NodePhase.Failed, null), (outcome.Phase, outcome.Message));
        Assert.Contains(_journal.Progress, progress => progress.ReadyAt == "127.0.0.1");
    }

    [Fact]
    public async Task A_result_that_nobody_reads_is_not_kept()
    {
        var outcome = await Executor.ExecuteAsync(Step("echo one") with { ResultWanted = false }, CancellationToken.None);

        Assert.Null(outcome.Outputs.Result);
        Assert.Equal("one\n", _journal.Log);
    }

    [Fact]
    public async Task A_result_of_exactly_the_limit_is_kept_and_one_byte_more_is_an_error()
    {
        var most = await RunAsync($"head -c {StepOutputs.ResultLimit} /dev/zero | tr '\\0' x");
        using var journal = new RecordingJournal();
        var more = await Executor.ExecuteAsync(TestStep.Of(Container($"head -c {StepOutputs.ResultLimit + 1} /dev/zero | tr '\\0' x"), journal), CancellationToken.None);

        Assert.Equal(StepOutputs.ResultLimit, most.Outputs.Result!.Length);
        Assert.Equal(NodePhase.Error, more.Phase);
        Assert.Equal("outputs.result is 262,145 bytes, the limit is 262,144: print less, or write a file and use outputs.parameters", more.Message);
        Assert.Null(more.Outputs.Result);
    }

    [Fact]
    public async Task A_command_that_is_not_there_fails_with_the_shells_exit_code_and_says_what_to_do()
    {
        var outcome = await RunAsync(JsonNode.Parse("""{"name": "t", "container": {"image": "x", "command": ["no-such-program"]}}""")!.AsObject());

        Assert.Equal((NodePhase.Failed, "127"), (outcome.Phase, outcome.Outputs.ExitCode));
        Assert.Equal("main: Error (exit code 127): can't start 'no-such-program': not found; with --runtime process it must be on this machine's PATH", outcome.Message);
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_step_of_a_process_that_is_gone_is_not_started_again_and_its_outcome_is_unknown_even_if_it_is_stopped(bool isStopped)
    {
        var outcome = await Executor.ExecuteAsync(Step($"touch {_folder.File("ran")}") with { Adopt = true }, new CancellationToken(isStopped));

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.StartsWith("outcome unknown", outcome.Message);
        Assert.False(File.Exists(_folder.File("ran")));
    }

    [Fact]
    public async Task Cancelling_kills_the_process_and_its_children()
    {
        using var enough = new CancellationTokenSource();
        var running = Executor.ExecuteAsync(Step($"sleep 600 & echo $! > {_folder.File("child")}; echo $$ > {_folder.File("self")}; wait"), enough.Token);
        await Until.TrueAsync(() => File.Exists(_folder.File("self")) && File.ReadAllText(_folder.File("self")).EndsWith('\n'));
        var ids = new[] { "child", "self" }.Select(Written).ToList();
        Assert.All(ids, id => Assert.True(IsAlive(id)));

        await enough.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(30)));
        await Until.TrueAsync(() => !ids.Exists(IsAlive));
    }

    [Fact]
    public async Task A_process_left_behind_ends_with_the_step_that_has_left_it()
    {

        var outcome = await RunAsync($"echo hello; sleep 60 & echo $! > {_folder.File("child")}");

        Assert.Equal((NodePhase.Succeeded, "hello"), (outcome.Phase, outcome.Outputs.Result));
        await Until.TrueAsync(() => !IsAlive(Written("child")));
    }

    [Fact]
    public async Task A_process_left_behind_in_a_group_of_its_own_does_not_hold_the_step()
    {
        // Its group is there before the step's ends.
        var outcome = await RunAsync($"echo hello; setsid sh -c 'echo $$ > {_folder.File("child")}; exec sleep 600' & until test -s {_folder.File("child")}; do sleep 0.1; done");

        using var child = Process.GetProcessById(Written("child"));
        Assert.True(IsAlive(child.Id));
        child.Kill();
        Assert.Equal((NodePhase.Succeeded, "hello"), (outcome.Phase, outcome.Outputs.Result));
    }

    [Fact]
    public async Task Without_a_group_of_its_own_nothing_is_killed_but_the_step_when_it_is_cancelled()
    {
        var executor = new ProcessStepExecutor(_folder.File("steps"), TimeProvider.System, new(() => PrivateTmp.FindAsync(TimeProvider.System)), setsid: null);
        using var enough = new CancellationTokenSource();

        var outcome = await executor.ExecuteAsync(Step($"sleep 600 > /dev/null 2>&1 & echo $! > {_folder.File("left")}"), CancellationToken.None);
        var running = executor.ExecuteAsync(Step($"sleep 600 & echo $! > {_folder.File("child")}; wait"), enough.Token);
        await Until.TrueAsync(() => File.Exists(_folder.File("child")) && File.ReadAllText(_folder.File("child")).EndsWith('\n'));
        await enough.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await Until.TrueAsync(() => !IsAlive(Written("child")));
        using var left = Process.GetProcessById(Written("left"));
        Assert.True(IsAlive(left.Id));
        left.Kill();
        Assert.Equal(NodePhase.Succeeded, outcome.Phase);
    }

    [Fact]
    public async Task What_a_process_left_behind_still_writes_is_gone_with_its_step()
    {
        var outcome = await RunAsync("(while :; do echo x > /tmp/$((i = i + 1)); done) > /dev/null 2>&1 & until test -e /tmp/9; do :; done");

        Assert.Equal(NodePhase.Succeeded, outcome.Phase);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.File("steps")));
    }

    [Fact]
    public async Task Many_processes_at_once_do_not_wait_for_each_others_output()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            using var journal = new RecordingJournal();
            // Each waits for all the others, so all must have been started, and be read from, at the same time.
            var script = $"touch {_folder.File($"started-{i}")}; until [ $(ls -d {_folder.File("started-*")} | wc -l) -ge 40 ]; do sleep 0.1; done; echo {i}";
            return await Executor.ExecuteAsync(TestStep.Of(Container(script), journal), CancellationToken.None);
        })).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}"), outcomes.Select(outcome => outcome.Outputs.Result));
    }

    [Fact]
    public async Task Steps_that_run_at_once_have_a_tmp_each_and_leave_nothing_in_this_machines()
    {
        var name = $"/tmp/{Guid.NewGuid():N}";
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            using var journal = new RecordingJournal();
            // Each has written before any reads its own.
            var template = Container($"echo {i} > {name}; touch {_folder.File($"wrote-{i}")}; until [ $(ls -d {_folder.File("wrote-*")} | wc -l) -ge 8 ]; do sleep 0.05; done");
            template["outputs"] = new JsonObject { ["parameters"] = new JsonArray(OutputAt(name)) };
            return await Executor.ExecuteAsync(TestStep.Of(template, journal), CancellationToken.None);
        })).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"{i}"), outcomes.Select(outcome => outcome.Outputs.Parameters["x"]));
        Assert.False(File.Exists(name));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.File("steps")));
    }

    [Fact]
    public async Task A_place_outside_of_tmp_can_be_the_output_of_one_step_at_a_time()
    {
        using var enough = new CancellationTokenSource();
        var template = Container($"echo x > {_folder.File("x")}; sleep 600");
        template["outputs"] = new JsonObject { ["parameters"] = new JsonArray(Output("x")) };
        var first = Executor.ExecuteAsync(TestStep.Of(template, _journal), enough.Token);
        await Until.TrueAsync(() => File.Exists(_folder.File("x")));
        using var journal = new RecordingJournal();

        var second = await Executor.ExecuteAsync(TestStep.Of(template, journal), CancellationToken.None);

        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal((NodePhase.Error, $"outputs.parameters.x: another step that is under way leaves its output in '{_folder.File("x")}', too; only /tmp is a step's own with --runtime process"),
            (second.Phase, second.Message));
    }

    [Theory]
    [InlineData("echo x > /tmp/x", "the step uses /tmp, and it can't have one of its own: not here")]
    [InlineData("test -w $TMPDIR && echo x > $TMPDIR/x", null)]
    public async Task Where_a_step_cant_have_a_tmp_of_its_own_one_that_names_it_is_refused(string script, string? refusal)
    {
        var executor = new ProcessStepExecutor(_folder.File("steps"), TimeProvider.System, new(() => Task.FromResult(PrivateTmp.Impossible("not here"))), setsid: null);

        var outcome = await executor.ExecuteAsync(Step(script), CancellationToken.None);

        Assert.Equal((refusal is null ? NodePhase.Succeeded : NodePhase.Error, refusal), (outcome.Phase, outcome.Message));
    }

    [Fact]
    public async Task What_a_process_that_was_killed_has_left_is_taken_away_by_the_next()
    {
        var left = Directory.CreateDirectory(_folder.File("steps/left/tmp"));
        await File.WriteAllTextAsync(_folder.File("steps/left.lock"), "");
        await File.WriteAllTextAsync(Path.Combine(left.FullName, "secret"), "x");

        await RunAsync("true");

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.File("steps")));
    }

    [Theory]
    [InlineData("mkfifo /tmp/x", "is no regular file")]
    [InlineData("mkdir /tmp/x", "is no regular file")]
    [InlineData("ln -s /dev/zero /tmp/x", "is no regular file")]
    [InlineData("truncate -s 1T /tmp/x", "is 1,099,511,627,776 bytes, the limit is 262,144")]
    public async Task What_stands_in_the_place_of_an_output_and_is_no_bounded_file_is_an_error(string script, string complaint)
    {
        var template = Container(script);
        template["outputs"] = new JsonObject { ["parameters"] = new JsonArray(OutputAt("/tmp/x")) };

        var outcome = await RunAsync(template).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal((NodePhase.Error, $"outputs.parameters.x: '/tmp/x' {complaint}"), (outcome.Phase, outcome.Message));
    }

    [Fact]
    public async Task A_link_in_the_place_of_an_output_is_followed_as_the_step_sees_it()
    {
        var template = Container("echo mine > /tmp/real; ln -s /tmp/real /tmp/x");
        template["outputs"] = new JsonObject { ["parameters"] = new JsonArray(OutputAt("/tmp/x")) };

        Assert.Equal("mine", (await RunAsync(template)).Outputs.Parameters["x"]);
    }

    [Fact]
    public async Task A_progress_file_that_was_made_a_pipe_says_nothing_and_holds_nobody_up() =>
        Assert.Null((await RunAsync("rm -f $ARGO_PROGRESS_FILE; mkfifo $ARGO_PROGRESS_FILE").WaitAsync(TimeSpan.FromSeconds(30))).Count);

    [Fact]
    public async Task A_raw_artifact_is_not_written_through_a_link()
    {
        File.CreateSymbolicLink(_folder.File("link"), _folder.File("target"));
        var template = Container("true");
        template["inputs"] = new JsonObject { ["artifacts"] = new JsonArray(new JsonObject { ["name"] = "file", ["path"] = _folder.File("link"), ["raw"] = new JsonObject { ["data"] = "x" } }) };

        var outcome = await RunAsync(template);

        Assert.Equal((NodePhase.Error, $"the artifact 'file' is for '{_folder.File("link")}', which is a link on this machine: --runtime process doesn't follow it"), (outcome.Phase, outcome.Message));
        Assert.False(File.Exists(_folder.File("target")));
    }

    [Fact]
    public async Task The_engines_credentials_stay_out_of_the_process_and_out_of_its_log()
    {
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "of-the-engine");
        try
        {
            var outcome = await RunAsync("env; echo $PATH");

            Assert.DoesNotContain("of-the-engine", outcome.Outputs.Result);
            Assert.EndsWith(Environment.GetEnvironmentVariable("PATH")!, outcome.Outputs.Result);
            Assert.Contains("of-the-engine", _journal.Secrets);
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", null);
        }
    }

    [Fact]
    public async Task Of_two_variables_of_a_name_the_last_counts()
    {
        var template = Container("echo $A");
        template["container"]!["env"] = JsonNode.Parse("""[{"name": "A", "value": "first"}, {"name": "A", "value": "last"}]""");

        Assert.Equal("last", (await RunAsync(template)).Outputs.Result);
    }

    [Fact]
    public async Task A_script_without_source_is_a_container_with_arguments()
    {
        var outcome = await RunAsync(JsonNode.Parse("""{"name": "t", "script": {"image": "x", "command": ["echo"], "args": ["a", "b"]}}""")!.AsObject());

        Assert.Equal("a b", outcome.Outputs.Result);
    }

    [Fact]
    public async Task A_working_directory_that_is_not_there_is_an_error()
    {
        var template = Container("true");
        template["container"]!["workingDir"] = "/no/such/folder";

        var outcome = await RunAsync(template);

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.Contains("/no/such/folder", outcome.Message);
    }

    public void Dispose()
    {
        _journal.Dispose();
        _folder.Dispose();
    }

    private ProcessStepExecutor Executor => field ??= new ProcessStepExecutor(_folder.File("steps"), TimeProvider.System);

    private Task<StepOutcome> RunAsync(string script) => RunAsync(Container(script));

    private Task<StepOutcome> RunAsync(JsonObject template) => Executor.ExecuteAsync(TestStep.Of(template, _journal), CancellationToken.None);

    private StepContext Step(string script) => TestStep.Of(Container(script), _journal);

    private static JsonObject Container(string script) => new()
    {
        ["name"] = "t",
        ["container"] = new JsonObject { ["image"] = "busybox:1.36", ["command"] = new JsonArray("sh", "-c", script) },
    };

    private static JsonObject OutputAt(string path) => new() { ["name"] = "x", ["valueFrom"] = new JsonObject { ["path"] = path } };

    private JsonObject Output(string name) => new() { ["name"] = name, ["valueFrom"] = new JsonObject { ["path"] = _folder.File(name) } };

    private int Written(string name) => int.Parse(File.ReadAllText(_folder.File(name)), CultureInfo.InvariantCulture);

    private static bool IsAlive(int process)
    {
        // A killed child is a zombie until someone waits for it: not alive any more.
        try { return File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].TrimStart()[0] is not ('Z' or 'X'); }
        catch (IOException) { return false; }
    }
}
