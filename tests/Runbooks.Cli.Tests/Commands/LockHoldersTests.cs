namespace Runbooks.Cli.Tests.Commands;

public sealed class LockHoldersTests : IDisposable
{
    private const string Locked = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: locked-}
        spec:
          entrypoint: main
          synchronization: {mutexes: [{name: deploy}]}
          templates:
            - name: main
              suspend: {}
        """;

    private readonly TestShell _shell = new();
    private readonly TestShell _second = new();
    private readonly TestShell _other = new();

    [Fact]
    public async Task Get_says_who_holds_the_lock_that_a_run_waits_for()
    {
        var file = _shell.File("locked.yaml", Locked);
        var first = _shell.RunAsync("run", file, "--runtime", "process", "--name", "first");
        while (await AskAsync("get", "first", "-o", "json") != 0 || !_other.Out.Contains("\"phase\": \"Running\"", StringComparison.Ordinal)) Assert.False(first.IsCompleted, _shell.Error);
        var second = _second.RunAsync("run", file, "--runtime", "process", "--name", "second", "--data", _shell.DataFolder);
        while (await AskAsync("get", "second") != 0 || !_other.Out.Contains("Waiting for", StringComparison.Ordinal)) Assert.False(second.IsCompleted, _second.Error);

        Assert.Contains("Waiting for default/Mutex/deploy lock. Lock status: 0/1", _other.Out);
        Assert.Equal("default/Mutex/deploy is held by first\n", _other.Error);

        while (await AskAsync("resume", "first") != 0) Assert.False(second.IsCompleted);
        Assert.Equal(0, await first);
        while (await AskAsync("resume", "second") != 0) Assert.False(second.IsCompleted);
        Assert.Equal(0, await second);
    }

    public void Dispose()
    {
        _second.Dispose();
        _other.Dispose();
        _shell.Dispose();
    }

    private Task<int> AskAsync(params IReadOnlyList<string> args) => _other.RunAsync([.. args, "--data", _shell.DataFolder]);
}
