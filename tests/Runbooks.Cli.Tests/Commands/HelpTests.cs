using System.Text.Json;

namespace Runbooks.Cli.Tests.Commands;

public sealed class HelpTests : IDisposable
{
    private readonly TestShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("run")]
    [InlineData("lint")]
    [InlineData("get")]
    [InlineData("logs")]
    [InlineData("list")]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("retry")]
    [InlineData("delete")]
    [InlineData("resubmit")]
    [InlineData("version")]
    public async Task Every_command_explains_itself_with_examples_and_can_print_json(string command)
    {
        Assert.Equal(0, await _shell.RunAsync(command, "--help"));
        Assert.Contains($"Usage:\n  runbooks {command}", _shell.Out.Replace("testhost", "runbooks").Replace("Runbooks.Cli.Tests", "runbooks"));
        Assert.Matches(@"-o, --output <[^>]*json", _shell.Out);
        Assert.Contains($"Examples:\n  runbooks {command}", _shell.Out);
    }

    [Fact]
    public async Task Without_a_command_the_help_is_shown()
    {
        Assert.Equal(0, await _shell.RunAsync());
        Assert.Contains("Commands:", _shell.Out);
    }

    [Fact]
    public async Task An_unknown_command_suggests_a_known_one()
    {
        Assert.Equal(2, await _shell.RunAsync("lsit"));
        Assert.Equal("error: unknown command 'lsit'; did you mean 'list'?\nSee: runbooks --help\n", _shell.Error);
    }

    [Theory]
    [InlineData("submit", "run")]
    [InlineData("describe", "get")]
    [InlineData("rm", "delete")]
    [InlineData("validate", "lint")]
    public async Task What_other_tools_call_a_command_suggests_ours(string other, string ours)
    {
        Assert.Equal(2, await _shell.RunAsync(other, "nightly.yaml"));
        Assert.Equal($"error: unknown command '{other}'; did you mean '{ours}'?\nSee: runbooks --help\n", _shell.Error);
    }

    [Theory]
    [InlineData("error: unknown option '--phase'\nSee: runbooks delete --help\n", "delete", "--phase", "Failed")]
    [InlineData("error: unknown option '--folow'; did you mean '--follow'?\nSee: runbooks logs --help\n", "logs", "nightly", "--folow")]
    public async Task An_unknown_option_is_no_argument(string error, params string[] command)
    {
        Assert.Equal(2, await _shell.RunAsync(command));
        Assert.Equal(error, _shell.Error);
    }

    [Fact]
    public async Task After_two_dashes_all_is_argument()
    {
        Assert.Equal(2, await _shell.RunAsync("get", "--", "--status"));
        Assert.StartsWith("error: there are no runs yet", _shell.Error);
    }

    [Fact]
    public async Task Version_names_the_build()
    {
        Assert.Equal(0, await _shell.RunAsync("version", "-o", "json"));
        Assert.Matches(@"^\d+\.\d+\.\d+", JsonDocument.Parse(_shell.Out).RootElement.GetProperty("version").GetString());
    }
}
