using System.Diagnostics;

namespace Runbooks.Benchmarks.Startup;

/// <summary>What commands take of the processor, each in a process of its own, beside the aws command line. Published is what is measured: only that is compiled ahead.</summary>
internal static class StartupBenchmark
{
    private const int Rounds = 9;

    private static readonly string Native = Checkout.Runbook(Path.Combine("aws", "shutdown-ec2", "native.yaml"));

    private static readonly (string[] Arguments, int Goal)[] Commands =
    [
        (["--help"], 40),
        (["lint", Native], 150),
        (["list"], 120),
        (["get", "@latest"], 120),
        (["run", Native, "--sandbox"], 600),
    ];

    public static async Task RunAsync(Report report)
    {
        if (!OperatingSystem.IsLinux())
        {
            report.Note("left out: measured on Linux only");
            return;
        }
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, $"startup-{Guid.NewGuid():N}"));
        try
        {
            await RunAsync(report, await PublishedAsync(folder.FullName), new Dictionary<string, string> { ["RUNBOOKS_DATA"] = Path.Combine(folder.FullName, "data") });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(Report report, string runbooks, Dictionary<string, string> environment)
    {
        // What list and get show; and the files of all are in memory then.
        await ProcessorTime.OfAsync(runbooks, ["run", Native, "--sandbox"], environment);
        foreach (var (arguments, goal) in Commands)
        {
            var taken = await MedianAsync(runbooks, arguments, environment);
            var name = string.Join(' ', arguments.Select(argument => argument == Native ? Path.GetFileName(Native) : argument));
            report.Bound($"runbooks {name}", Milliseconds(taken), $"≤ {goal} ms", taken.TotalMilliseconds <= goal);
        }
        if (Environment.GetEnvironmentVariable("RUNBOOKS_TEST_AWS_CLI") is { Length: > 0 } aws)
            report.Value("aws --version", Milliseconds(await MedianAsync(aws, ["--version"], environment)));
        else
            report.Note("aws --version: left out: RUNBOOKS_TEST_AWS_CLI names no aws command line");
        report.Note($"load of the machine afterwards: {(await File.ReadAllTextAsync("/proc/loadavg")).Trim()}");
    }

    private static async Task<TimeSpan> MedianAsync(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < Rounds; i++) times.Add(await ProcessorTime.OfAsync(program, arguments, environment));
        return Benchmarks.Rounds.Median(times);
    }

    /// <summary>The one that RUNBOOKS_PUBLISHED names, or one that is published now.</summary>
    private static async Task<string> PublishedAsync(string folder)
    {
        if (Environment.GetEnvironmentVariable("RUNBOOKS_PUBLISHED") is { Length: > 0 } published) return published;
        var to = Path.Combine(folder, "published");
        var project = Path.Combine(Checkout.Root, "src", "Runbooks.Cli");
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "-r", "linux-x64", "-o", to, "-v", "q", "-nologo"]))!;
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? Path.Combine(to, "runbooks") : throw new InvalidOperationException("it can't be published");
    }

    private static string Milliseconds(TimeSpan time) => $"{time.TotalMilliseconds:0} ms";
}
