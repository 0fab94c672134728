using System.Diagnostics;

namespace Runbooks.EndToEnd.Tests.Support;

/// <summary>The shipped executable, as a user has it: its own data folder, and no more of the environment than given.</summary>
internal sealed class RunbooksProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("runbooks-e2e-");

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>A folder of the test's own; gone afterwards.</summary>
    public string Folder => _home.FullName;

    /// <summary>Beside this test's own folder of artifacts, built in the same configuration.</summary>
    private static string Executable { get; } =
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Runbooks.Cli", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "runbooks"));

    public string Write(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Lets it see the test bed's cluster.</summary>
    public void UseCluster() => Environment["KUBECONFIG"] = System.Environment.GetEnvironmentVariable("KUBECONFIG")!;

    public async Task<Finished> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
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
        return new Finished($"runbooks {string.Join(' ', arguments)}", process.ExitCode, await output, await errors);
    }

    /// <summary>For tests that kill it.</summary>
    public Process Start(params string[] arguments)
    {
        var info = new ProcessStartInfo(Executable, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Checkout.Root,
        };
        info.Environment.Clear();
        info.Environment["HOME"] = Folder;
        info.Environment["PATH"] = System.Environment.GetEnvironmentVariable("PATH");
        info.Environment["DOTNET_ROOT"] = System.Environment.GetEnvironmentVariable("DOTNET_ROOT");
        info.Environment["RUNBOOKS_DATA"] = Path.Combine(Folder, "data");
        foreach (var (name, value) in Environment) info.Environment[name] = value;
        var process = Process.Start(info)!;
        process.StandardInput.Close();
        return process;
    }

    public void Dispose() => _home.Delete(recursive: true);
}
