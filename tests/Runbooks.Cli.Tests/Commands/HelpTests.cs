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

    [Fact]
    public async Task Version_names_the_build()
    {
        Assert.Equal(0, await _shell.RunAsync("version", "-o", "json"));
        Assert.Matches(@"^\d+\.\d+\.\d+", JsonDocument.Parse(_shell.Out).RootElement.GetProperty("version").GetString());
    }
}
