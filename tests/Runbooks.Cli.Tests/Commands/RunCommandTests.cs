using System.Text.Json;

namespace Runbooks.Cli.Tests.Commands;

public sealed class RunCommandTests : IDisposable
{
    private readonly TestShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task A_run_that_succeeds_prints_its_changes_and_its_tree_and_ends_with_0()
    {
        var exitCode = await Run(Runbook.TwoSteps);

        Assert.Equal(0, exitCode);
        Assert.Matches(@"(?m)^\S+Z two-steps\[0\]\.left Succeeded", _shell.Out);
        Assert.Matches(@"(?m)^\S+Z two-steps Succeeded$", _shell.Out);
        Assert.Matches(@"(?m)^ └─┬─✔ Succeeded left +say", _shell.Out);
        Assert.Equal("", _shell.Error);
    }

    [Fact]
    public async Task A_run_that_fails_ends_with_1()
    {
        Assert.Equal(1, await Run(Runbook.Failing));
        Assert.Contains("✖ Failed failing-", _shell.Out);
        Assert.Contains("exit code 1", _shell.Out);
    }

    [Fact]
    public async Task A_step_whose_log_cant_be_written_goes_on_and_says_so()
    {
        Directory.CreateDirectory(_shell.DataFolder);
        File.WriteAllText(Path.Combine(_shell.DataFolder, "logs"), "where a folder should be");

        Assert.Equal(0, await Run(Runbook.Hello));

        Assert.Contains("the step's log is not whole, it can't be written: ", _shell.Out);
    }

    [Fact]
    public async Task A_wrong_document_is_not_run_and_ends_with_2()
    {
        Assert.Equal(2, await Run(Runbook.Wrong));
        Assert.Contains("runbook.yaml:5:", _shell.Error);
        Assert.Contains("mian", _shell.Error);
        Assert.Contains("can't be run", _shell.Error);
        Assert.False(Directory.Exists(_shell.DataFolder));
    }

    [Fact]
    public async Task A_data_folder_that_is_no_folder_ends_with_3()
    {
        var file = _shell.File("data-is-a-file", "");
        Assert.Equal(3, await Run(Runbook.Hello, "--data", file));
        Assert.Contains("data-is-a-file", _shell.Error);
        Assert.DoesNotContain("   at ", _shell.Error);
    }

    [Fact]
    public async Task Output_json_is_the_run_with_its_nodes_and_nothing_else()
    {
        Assert.Equal(0, await Run(Runbook.TwoSteps, "-o", "json"));
        var run = JsonDocument.Parse(_shell.Out).RootElement;
        Assert.Equal("Workflow", run.GetProperty("kind").GetString());
        Assert.Equal("Succeeded", run.GetProperty("status").GetProperty("phase").GetString());
        Assert.Equal(4, run.GetProperty("status").GetProperty("nodes").EnumerateObject().Count());
    }

    [Fact]
    public async Task Output_name_is_the_name_alone()
    {
        Assert.Equal(0, await Run(Runbook.Hello, "-o", "name"));
        Assert.Matches(@"^hello-\w{5}\n$", _shell.Out);
    }

    [Fact]
    public async Task A_runbook_may_come_from_standard_input()
    {
        using var shell = new TestShell { Input = Runbook.Hello };
        Assert.Equal(0, await shell.RunAsync("run", "-", "--runtime", "process"));
    }

    [Fact]
    public async Task A_parameter_wins_over_the_parameter_file_and_the_file_over_the_document()
    {
        var file = _shell.File("parameters.yaml", "who: file\n");
        Assert.Equal(0, await Run(Runbook.Hello, "--parameter-file", file));
        await _shell.RunAsync("logs", "@latest");
        Assert.Equal("hello file\n", _shell.Out);

        Assert.Equal(0, await Run(Runbook.Hello, "--parameter-file", file, "-p", "who=a=b c"));
        await _shell.RunAsync("logs", "@latest");
        Assert.Equal("hello a=b c\n", _shell.Out);
    }

    [Theory]
    [InlineData("the runbook has no parameter 'whom'; did you mean 'who'?", "-p", "whom=me")]
    [InlineData("-p who: expected name=value", "-p", "who")]
    [InlineData("there is no template 'mani' to enter at; did you mean 'main'?", "--entrypoint", "mani")]
    [InlineData("--name 'My Run': expected", "--name", "My Run")]
    [InlineData("unknown option '--sandbx'; did you mean '--sandbox'?", "--sandbx")]
    [InlineData("Give a FILE or --resume, not both.", "--resume", "other")]
    public async Task What_the_user_got_wrong_is_said_and_ends_with_2(string message, params string[] arguments)
    {
        Assert.Equal(2, await Run(Runbook.Hello, arguments));
        Assert.Contains($"error: {message}", _shell.Error);
        Assert.False(Directory.Exists(_shell.DataFolder));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_with_2()
    {
        await Run(Runbook.TwoSteps);
        Assert.Equal(2, await Run(Runbook.TwoSteps));
        Assert.Contains("there is a run 'two-steps'", _shell.Error);
    }

    [Fact]
    public async Task Resuming_a_finished_run_shows_it_and_ends_as_it_did()
    {
        await Run(Runbook.Failing);
        Assert.Equal(1, await _shell.RunAsync("run", "--resume", "@latest"));
        Assert.Contains("nothing to resume", _shell.Error);
        Assert.Contains("✖ Failed", _shell.Out);
    }

    private Task<int> Run(string runbook, params string[] arguments) =>
        _shell.RunAsync(["run", _shell.File("runbook.yaml", runbook), "--runtime", "process", .. arguments]);
}
