using System.Text.Json.Nodes;

namespace Runbooks.Cli.Tests.Commands;

public sealed class SyncCommandTests : IDisposable
{
    private readonly TestShell _shell = new();

    [Fact]
    public async Task A_limit_is_made_shown_changed_and_deleted()
    {
        Assert.Equal(0, await _shell.RunAsync("sync", "create", "deploys", "--type", "database", "--limit", "2", "-n", "prod"));
        Assert.Equal("Sync limit created\nKey: deploys\nType: database\nNamespace: prod\nLimit: 2\n", _shell.Out);
        Assert.Equal(0, await _shell.RunAsync("sync", "update", "deploys", "--type", "DATABASE", "--limit", "3", "-n", "prod"));
        Assert.Equal(0, await _shell.RunAsync("sync", "get", "deploys", "--type", "database", "-n", "prod", "-o", "json"));
        Assert.Equal(("deploys", 3), JsonNode.Parse(_shell.Out) is var limit ? ((string)limit!["key"]!, (int)limit["limit"]!) : default);
        Assert.Equal(0, await _shell.RunAsync("sync", "delete", "deploys", "--type", "database", "-n", "prod"));
        Assert.Equal("Sync limit deleted\n", _shell.Out);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("delete")]
    public async Task A_limit_that_is_not_there_is_named(string verb)
    {
        Assert.Equal(2, await _shell.RunAsync("sync", verb, "deploys", "--type", "database", "-n", "prod"));
        Assert.Equal("error: there is no limit 'deploys' in namespace 'prod'; to make one: runbooks sync create\n", _shell.Error);
    }

    [Fact]
    public async Task A_limit_is_made_only_once()
    {
        await _shell.RunAsync("sync", "create", "deploys", "--type", "database", "--limit", "2", "-n", "prod");

        Assert.Equal(2, await _shell.RunAsync("sync", "create", "deploys", "--type", "database", "--limit", "2", "-n", "prod"));
        Assert.StartsWith("error: there is a limit 'deploys' in namespace 'prod' already", _shell.Error);
    }

    [Theory]
    [InlineData("--type database --limit 0", "--limit must be a number from 1 on, not '0'")]
    [InlineData("--type database --limit many", "many")]
    [InlineData("--type configmap --limit 1", "--cm-name is required when type is configmap")]
    [InlineData("--type redis --limit 1", "redis")]
    [InlineData("--limit 1", "--type")]
    public async Task What_makes_no_sense_is_refused(string options, string why)
    {
        Assert.Equal(2, await _shell.RunAsync(["sync", "create", "deploys", .. options.Split(' ')]));
        Assert.Contains(why, _shell.Error);
    }

    public void Dispose() => _shell.Dispose();
}
