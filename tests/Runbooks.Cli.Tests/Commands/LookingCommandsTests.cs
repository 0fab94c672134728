using System.Text.Json;

namespace Runbooks.Cli.Tests.Commands;

public sealed class LookingCommandsTests : IDisposable
{
    private readonly TestShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Logs_of_several_steps_name_the_step_before_each_line()
    {
        await RunAsync(Runbook.TwoSteps);
        Assert.Equal(0, await _shell.RunAsync("logs", "two-steps"));
        Assert.Equal("left: one\nright: two\n", _shell.Out);
    }

    [Theory]
    [InlineData("right")]
    [InlineData("two-steps[0].right")]
    public async Task Logs_of_one_step_are_its_own_lines_alone(string node)
    {
        await RunAsync(Runbook.TwoSteps);
        Assert.Equal(0, await _shell.RunAsync("logs", "two-steps", node, "--follow"));
        Assert.Equal("two\n", _shell.Out);
    }

    [Fact]
    public async Task Logs_as_json_are_one_object_a_line()
    {
        await RunAsync(Runbook.TwoSteps);
        await _shell.RunAsync("logs", "@latest", "-o", "json");
        Assert.Equal("""
            {"node":"left","line":"one"}
            {"node":"right","line":"two"}

            """, _shell.Out);
    }

    [Fact]
    public async Task Logs_of_a_step_that_is_not_there_suggest_one_that_is()
    {
        await RunAsync(Runbook.TwoSteps);
        Assert.Equal(2, await _shell.RunAsync("logs", "two-steps", "rigth"));
        Assert.Contains("no step 'rigth'; did you mean 'right'?", _shell.Error);
    }

    [Theory]
    [InlineData("tree", " └─┬─✔ Succeeded left")]
    [InlineData("wide", "PODNAME")]
    [InlineData("yaml", "name: two-steps\n")]
    [InlineData("name", "two-steps\n")]
    public async Task Get_prints_a_run_in_the_format_asked_for(string format, string expected)
    {
        await RunAsync(Runbook.TwoSteps);
        Assert.Equal(0, await _shell.RunAsync("get", "@latest", "-o", format));
        Assert.Contains(expected, _shell.Out);
    }

    [Theory]
    [InlineData("get", "nobody")]
    [InlineData("logs", "nobody")]
    [InlineData("run", "--resume", "nobody")]
    public async Task A_run_that_is_not_there_ends_with_2(params string[] command)
    {
        Assert.Equal(2, await _shell.RunAsync(command));
        Assert.Contains("there are no runs yet", _shell.Error);
        Assert.False(Directory.Exists(_shell.DataFolder));

        await RunAsync(Runbook.Hello);
        Assert.Equal(2, await _shell.RunAsync(command));
        Assert.Contains("there is no run 'nobody'", _shell.Error);
    }

    [Fact]
    public async Task List_goes_page_by_page_newest_first()
    {
        foreach (var name in new[] { "one", "two", "three" }) await RunAsync(Runbook.Hello, "--name", name);

        Assert.Equal(0, await _shell.RunAsync("list", "--limit", "2", "-o", "json"));
        var page = JsonDocument.Parse(_shell.Out).RootElement;
        Assert.Equal(["three", "two"], Names(page));
        await _shell.RunAsync("list", "-o", "name", "--continue", page.GetProperty("metadata").GetProperty("continue").GetString()!);
        Assert.Equal("one\n", _shell.Out);
        Assert.Equal("", _shell.Error);
    }

    [Fact]
    public async Task List_refuses_to_go_on_after_what_no_page_has_said()
    {
        await RunAsync(Runbook.Hello);
        Assert.Equal(2, await _shell.RunAsync("list", "--continue", "garbage"));
        Assert.Contains("--continue takes what the page before said at its end, not 'garbage'", _shell.Error);
    }

    [Fact]
    public async Task List_can_be_narrowed_to_a_phase()
    {
        await RunAsync(Runbook.Hello, "--name", "good");
        await RunAsync(Runbook.Failing, "--name", "bad");
        await _shell.RunAsync("list", "--status", "failed", "-o", "name");
        Assert.Equal("bad\n", _shell.Out);
        await _shell.RunAsync("list");
        Assert.Matches(@"(?m)^bad +✖ Failed +\d+m?s +\d+m?s", _shell.Out);
    }

    [Fact]
    public async Task List_without_any_runs_is_empty_and_makes_no_folder()
    {
        Assert.Equal(0, await _shell.RunAsync("list", "-o", "json"));
        Assert.Empty(Names(JsonDocument.Parse(_shell.Out).RootElement));
        Assert.Equal(0, await _shell.RunAsync("list"));
        Assert.Equal($"No runs found\nThere are no runs yet in {_shell.DataFolder}\n", _shell.Error);
        Assert.False(Directory.Exists(_shell.DataFolder));
    }

    [Fact]
    public async Task Logs_of_a_native_step_are_its_result()
    {
        await RunAsync(Runbook.Native, "--sandbox");
        Assert.Equal(0, await _shell.RunAsync("logs", "native", "regions"));
        Assert.Equal(2, JsonDocument.Parse(_shell.Out).RootElement.GetArrayLength());
        Assert.Equal("", _shell.Error);
    }

    [Fact]
    public async Task A_step_that_has_logged_nothing_and_has_no_result_says_so_and_where_to_look()
    {
        await RunAsync(Runbook.Native, "--sandbox");
        Assert.Equal(0, await _shell.RunAsync("logs", "native", "nothing"));
        Assert.Equal("", _shell.Out);
        Assert.Equal("Step nothing has logged nothing and has no result. What is known of it: runbooks get native nothing\n", _shell.Error);
    }

    [Fact]
    public async Task Get_of_a_step_shows_what_it_was_given_and_what_it_gave()
    {
        await RunAsync(Runbook.TwoSteps);
        Assert.Equal(0, await _shell.RunAsync("get", "two-steps", "right"));
        Assert.Matches(@"(?m)^Step: +right$", _shell.Out);
        Assert.Matches(@"(?m)^Name: +two-steps\[0\]\.right$", _shell.Out);
        Assert.Matches(@"(?m)^Status: +✔ Succeeded$", _shell.Out);
        Assert.Matches(@"(?m)^Inputs:\n  what: +two$", _shell.Out);
        Assert.Equal(2, await _shell.RunAsync("get", "two-steps", "rigth"));
        Assert.Contains("did you mean 'right'?", _shell.Error);
    }

    [Fact]
    public async Task A_steps_result_is_got_as_it_is_as_a_table_or_as_the_node_in_json()
    {
        await RunAsync(Runbook.Native, "--sandbox");
        Assert.Equal(0, await _shell.RunAsync("get", "native", "regions", "-o", "result"));
        Assert.StartsWith("[{\"id\":", _shell.Out);
        Assert.Equal(0, await _shell.RunAsync("get", "native", "regions", "-o", "table"));
        Assert.Matches(@"^ID +STATE\ni-\w+ +\w+\ni-\w+ +\w+\n$", _shell.Out);
        Assert.Equal(0, await _shell.RunAsync("get", "native", "regions", "-o", "json"));
        Assert.Equal("regions", JsonDocument.Parse(_shell.Out).RootElement.GetProperty("displayName").GetString());
    }

    [Theory]
    [InlineData("step 'nothing' (Succeeded) has no result; these have one: regions", "nothing")]
    [InlineData("step 'native' (Succeeded) has no result; these have one: regions")]
    public async Task Where_there_is_no_result_the_steps_that_have_one_are_named(string error, params string[] node)
    {
        await RunAsync(Runbook.Native, "--sandbox");
        Assert.Equal(2, await _shell.RunAsync(["get", "native", .. node, "-o", "result"]));
        Assert.Contains(error, _shell.Error);
    }

    [Fact]
    public async Task Get_and_list_name_the_step_that_failed_and_what_it_said_last()
    {
        await RunAsync(Runbook.FailingLoop, "--name", "audit");
        Assert.Matches("""
            (?s)
            ✖ Failed in \w+: 2 of 3 steps failed
              ✖ check\(.*\): main: Error \(exit code 3\)
                │ can't reach host-.*
            See more:  runbooks logs audit 'check\(.*\)'
            Try again: runbooks retry audit
            """, _shell.Out);
        await _shell.RunAsync("get", "audit");
        Assert.Contains("2 of 3 steps failed", _shell.Out);
        Assert.Contains("│ can't reach host-", _shell.Out);
        await _shell.RunAsync("list");
        Assert.Matches(@"(?m)^audit +✖ Failed .* check\(.*\): main: Error \(exit code 3\) \(and 1 more failed\)$", _shell.Out);
    }

    private static IEnumerable<string?> Names(JsonElement list) =>
        list.GetProperty("items").EnumerateArray().Select(run => run.GetProperty("metadata").GetProperty("name").GetString());

    private Task<int> RunAsync(string runbook, params string[] arguments) =>
        _shell.RunAsync(["run", _shell.File("runbook.yaml", runbook), "--runtime", "process", .. arguments]);
}
