using System.Diagnostics;
using IOPath = System.IO.Path;

namespace Runbooks.EndToEnd.Tests.Support;

/// <summary>The shipped executable, as a user has it: its own data folder, and no more of the environment than given.</summary>
internal sealed class RunbooksProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // Not in /tmp: local steps have one of their own, and would not see it.
    private readonly DirectoryInfo _home = Directory.CreateDirectory(IOPath.Combine(AppContext.BaseDirectory, "scratch", IOPath.GetRandomFileName()));

    public Dictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>A folder of the test's own; gone afterwards.</summary>
    public string Folder => _home.FullName;

    /// <summary>Beside this test's own folder of artifacts, built in the same configuration.</summary>
    private static string Executable { get; } =
        IOPath.GetFullPath(IOPath.Combine(AppContext.BaseDirectory, "..", "..", "Runbooks.Cli", IOPath.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "runbooks"));

    /// <summary>The executable's own folder first.</summary>
    public string Path { get; } = $"{IOPath.GetDirectoryName(Executable)}:{System.Environment.GetEnvironmentVariable("PATH")}";

    public string Write(string file, string text)
    {
        var path = IOPath.Combine(Folder, file);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Lets it see the test bed's cluster, and the registry that it has its images from.</summary>
    public void UseCluster()
    {
        foreach (var name in new[] { "KUBECONFIG", "RUNBOOKS_REGISTRY_MIRROR" }) Environment[name] = System.Environment.GetEnvironmentVariable(name);
    }

    public Task<Finished> RunAsync(params string[] arguments) => FinishAsync(Start(arguments), $"runbooks {string.Join(' ', arguments)}");

    /// <summary>A script in which <c>runbooks</c> is the executable.</summary>
    public Task<Finished> BashAsync(string script) => FinishAsync(Start("bash", ["-c", script]), script);

    /// <summary>For tests that kill it.</summary>
    public Process Start(params string[] arguments) => Start(Executable, arguments);

    private Process Start(string program, IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Checkout.Root,
        };
        info.Environment.Clear();
        info.Environment["HOME"] = Folder;
        info.Environment["PATH"] = Path;
        info.Environment["DOTNET_ROOT"] = System.Environment.GetEnvironmentVariable("DOTNET_ROOT");
        info.Environment["RUNBOOKS_DATA"] = IOPath.Combine(Folder, "data");
        foreach (var (name, value) in Environment) info.Environment[name] = value;
        var process = Process.Start(info)!;
        process.StandardInput.Close();
        return process;
    }

    public void Dispose() => _home.Delete(recursive: true);

    private static async Task<Finished> FinishAsync(Process process, string command)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        return new Finished(command, process.ExitCode, await output, await errors);
    }
}
