using System.Globalization;
using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Sandbox;

public sealed class LocalProcessTests
{
    [Fact]
    public async Task Local_processes_end_with_the_process_that_started_them_and_their_folders_with_the_next()
    {
        using var program = new RunbooksProgram();
        var file = program.Write("wait.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: left}
            spec:
              entrypoint: slow
              templates:
                - name: slow
                  container: {image: busybox, command: [sh, -c, "sleep 600 & echo $$ $!; wait"]}
            """);
        using var killed = program.Start("run", file, "--runtime", "process");
        var local = await LocalProcessesAsync(program);
        Assert.All(local, process => Assert.True(IsAlive(process)));

        killed.Kill(entireProcessTree: false);

        await UntilAsync(() => !local.Exists(IsAlive));
        (await program.RunAsync("run", Checkout.Runbook("hello-world.yaml"), "--runtime", "process")).ShouldExit(0);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(program.Folder, "data", "steps")));
        var resumed = (await program.RunAsync("run", "--resume", "left")).ShouldExit(1);
        Assert.Contains("outcome unknown: the local process of this step ended with the runbooks process that had started it", resumed.Output, StringComparison.Ordinal);
    }

    /// <summary>By what the step has logged.</summary>
    private static async Task<List<int>> LocalProcessesAsync(RunbooksProgram program)
    {
        var logs = Path.Combine(program.Folder, "data", "logs");
        var text = "";
        await UntilAsync(() => Directory.Exists(logs)
            && Directory.EnumerateFiles(logs, "*.log", SearchOption.AllDirectories).FirstOrDefault() is { } log && (text = File.ReadAllText(log)).EndsWith('\n'));
        return [.. text.Split(' ').Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
    }

    private static bool IsAlive(int process)
    {
        try { return File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].TrimStart()[0] is not ('Z' or 'X'); }
        catch (IOException) { return false; }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
    }
}
