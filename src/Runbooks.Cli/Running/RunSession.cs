using Microsoft.Extensions.Logging;
using Runbooks.Cli.Output;
using Runbooks.Cli.Storage;
using Runbooks.Cli.Terminals;
using Runbooks.Cli.Tree;
using Runbooks.Cli.Watching;
using Runbooks.Engine.Runs;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Server.Hosting;
using Runbooks.Server.Storage;

namespace Runbooks.Cli.Running;

/// <summary>One <c>runbooks run</c>: a whole service in this process, for one run, from its document to its end.</summary>
internal sealed class RunSession(RunSettings settings, Shell shell)
{
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        // Everything the user can have got wrong is said before a data folder is made or a server started.
        var submission = settings.File is { } file ? Submission.Read(file, settings, shell) : null;
        var resumed = submission is null ? await FindAsync() : null;
        if (resumed?.FinishedAt is not null) return await ShowFinishedAsync(resumed);
        var runId = resumed?.Id ?? submission!.RunId;
        try
        {
            await using var process = await StartAsync(runId, cancellation);
            var name = resumed is null ? await SubmitAsync(submission!, process, cancellation) : await ResumeAsync(resumed, process, cancellation);
            return await WatchAsync(process.Store, runId, name, cancellation);
        }
        catch (ClusterUnreachableException noCluster)
        {
            throw CommandException.Unreachable(noCluster.Message);
        }
    }

    private async Task<RunSummary> FindAsync()
    {
        await using var data = await DataFolder.OpenAsync(settings.DataFolder);
        return data.Find(settings.Resume!, settings.Namespace);
    }

    private async Task<int> ShowFinishedAsync(RunSummary summary)
    {
        await using var data = await DataFolder.OpenAsync(settings.DataFolder);
        shell.Error.WriteLine($"Run {summary.Name} is finished: there is nothing to resume.");
        return End(data.Read(summary));
    }

    private Task<RunbooksProcess> StartAsync(string runId, CancellationToken cancellation)
    {
        var options = new RunbooksOptions
        {
            DataDirectory = settings.DataFolder,
            Runtime = settings.Runtime,
            Sandbox = settings.Sandbox,
            LogLevel = shell.Variable("RUNBOOKS_DEBUG") is null ? LogLevel.None : LogLevel.Information,
            // Other runs of the folder belong to others.
            Worker = new() { OnlyRun = runId },
        };
        return DataFolder.ReachingAsync(settings.DataFolder, () => RunbooksProcess.StartAsync(options, cancellation));
    }

    private async Task<string> SubmitAsync(Submission submission, RunbooksProcess process, CancellationToken cancellation)
    {
        await process.RequireAsync(submission.Workflow, cancellation);
        var submitted = submission.Submit(process.DefaultNamespace, shell.Time.GetUtcNow());
        try
        {
            await process.SubmitAsync(submitted);
        }
        catch (RunNameTakenException taken)
        {
            throw CommandException.BadInput(taken.Message);
        }
        return submitted.Run.Name;
    }

    private static async Task<string> ResumeAsync(RunSummary run, RunbooksProcess process, CancellationToken cancellation)
    {
        await process.RequireAsync(RunState.Replay(process.Store.ReadEvents(run.Id).Events).Runbook.Workflow, cancellation);
        return run.Name;
    }

    private async Task<int> WatchAsync(RunStore store, string runId, string name, CancellationToken cancellation)
    {
        if (settings.Output == "name") shell.Out.WriteLine(name);
        try
        {
            return End(await new RunWatch(store, View(), shell.Time).UntilFinishedAsync(runId, cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            shell.Error.WriteLine($"Interrupted. Run {name} is stored; Pods that it has started go on. To go on with it:");
            shell.Error.WriteLine($"  {settings.ResumeCommand(name)}");
            return ExitCode.Interrupted;
        }
    }

    private IRunView View()
    {
        if (settings.Output != "tree") return new SilentView();
        var terminal = shell.OpenOut();
        return terminal.IsInteractive ? new LiveView(terminal, shell.Time) : new LineView(terminal);
    }

    private int End(RunState run)
    {
        var terminal = shell.OpenOut();
        // Below the lines of its changes, a little apart.
        if (settings.Output == "tree" && !terminal.IsInteractive) terminal.Write(Line.Empty);
        if (settings.Output == "tree") terminal.Write(RunReport.Brief(run, shell.Time, terminal.Width));
        if (settings.Output == "json") RunOutput.Write("json", run, terminal, shell.Time);
        return run.Phase == RunPhase.Succeeded ? ExitCode.Succeeded : ExitCode.RunFailed;
    }
}
