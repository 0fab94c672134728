using System.Diagnostics;
using System.Text.Json;

namespace Runbooks.Providers.Sandbox.Tests;

/// <summary>The real <c>aws</c> command line, version 2: a client that shares no code with the SDK for .NET.</summary>
internal static class AwsCommandLine
{
    private const string Variable = "RUNBOOKS_TEST_AWS_CLI";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Runs <c>aws ARGUMENTS --output json</c> against the server.</summary>
    public static Task<CommandResult> Run(
        SandboxServer server, string arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var program = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(program), $"{Variable} does not name an aws command line (tests/testbed provides one).");
        return Run(new ProcessStartInfo(program!, arguments), server, environment ?? new Dictionary<string, string>());
    }

    private static async Task<CommandResult> Run(ProcessStartInfo start, SandboxServer server, IReadOnlyDictionary<string, string> environment)
    {
        // A home of its own: the command line keeps the sessions it was given in ~/.aws/cli/cache.
        var home = Directory.CreateTempSubdirectory("aws-home-");
        start.Environment["HOME"] = home.FullName;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var (name, value) in Settings(server).Concat(environment))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new CommandResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static Dictionary<string, string> Settings(SandboxServer server) => new()
    {
        ["AWS_ENDPOINT_URL"] = server.Endpoint.ToString(),
        ["AWS_ACCESS_KEY_ID"] = SandboxCredential.Default.AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = SandboxCredential.Default.SecretAccessKey,
        ["AWS_REGION"] = SimulatedCloud.Tokyo,
        ["AWS_DEFAULT_OUTPUT"] = "json",
        ["AWS_MAX_ATTEMPTS"] = "1",
        ["AWS_PAGER"] = "",
        ["AWS_CONFIG_FILE"] = "/dev/null",
        ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };
}

internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>The JSON of a command that must have succeeded.</summary>
    public JsonElement Json()
    {
        Assert.True(ExitCode == 0, $"aws ended with {ExitCode}: {Error}");
        return JsonSerializer.Deserialize<JsonElement>(Output);
    }
}
