using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Startup;

/// <summary>A command starts fast because it loads what it needs and no more.</summary>
public sealed class LoadedAssembliesTests : IDisposable
{
    private static readonly string[] Heavy = ["AWSSDK.", "Hangfire", "Microsoft.AspNetCore", "KubernetesClient", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.DependencyInjection", "Microsoft.Data.Sqlite", "YamlDotNet"];

    private readonly RunbooksProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData("--help")]
    [InlineData("list --help")]
    [InlineData("version")]
    [InlineData("completion bash")]
    public async Task Help_loads_nothing_heavy(string command) => Assert.Empty(await LoadedAsync(command));

    [Theory]
    [InlineData("list")]
    [InlineData("get @latest")]
    [InlineData("logs @latest")]
    [InlineData("wait @latest")]
    [InlineData("watch @latest")]
    public async Task A_command_that_looks_loads_the_store_alone(string command)
    {
        (await _program.RunAsync("run", "runbooks/hello-world.yaml", "--runtime", "process")).ShouldExit(0);

        Assert.Equal(["Microsoft.Data.Sqlite"], await LoadedAsync(command));
    }

    [Fact]
    public async Task Lint_loads_no_web_server_and_no_store() =>
        Assert.DoesNotContain(await LoadedAsync("lint runbooks/aws/shutdown-ec2/native.yaml"), name => name.StartsWith("Hangfire", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.", StringComparison.Ordinal));

    private async Task<IReadOnlyList<string>> LoadedAsync(string command)
    {
        var list = Path.Combine(_program.Folder, "loaded.txt");
        _program.Environment["DOTNET_STARTUP_HOOKS"] = typeof(LoadedAssembliesTests).Assembly.Location;
        _program.Environment[StartupHook.Variable] = list;
        (await _program.RunAsync(command.Split(' '))).ShouldExit(0);
        _program.Environment.Remove("DOTNET_STARTUP_HOOKS");
        return [.. (await File.ReadAllLinesAsync(list)).Where(name => Array.Exists(Heavy, heavy => name.StartsWith(heavy, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];
    }
}
