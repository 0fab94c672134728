using Microsoft.Extensions.Logging;
using Runbooks.Cli.Storage;
using Runbooks.Cli.Terminals;
using Runbooks.Cli.Tree;
using Runbooks.Cli.Watching;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Server.Hosting;
using Runbooks.Server.Storage;

namespace Runbooks.Cli.Running;

/// <summary>One <c>runbooks run</c>: a whole service in this process, for one run, from its document to its end.</summary>
internal sealed class RunSession(RunSettings settings, Shell shell)
{
    private readonly RunDisplay _display = new(settings.Output, settings.Hints, shell);

    public Task<int> RunAsync(CancellationToken cancellation) => settings.Resume is not null ? ResumeAsync(cancellation) : StartAsync(cancellation);

    private async Task<int> StartAsync(CancellationToken cancellation)
    {
        // Everything the user can have got wrong is said before a data folder is made or a server started.
        var submission = await Submission.ReadAsync(settings, shell, cancellation);
        return await StartAsync(submission, cancellation);
    }

    /// <summary>A new run, to its end.</summary>
    public Task<int> StartAsync(Submission submission, CancellationToken cancellation) =>
        InProcessAsync(submission.RunId, settings.Place, process => SubmitAsync(submission, process, cancellation), cancellation);

    private async Task<int> ResumeAsync(CancellationToken cancellation)
    {
        RunState run;
        await using (var data = DataFolder.OpenToRead(settings.DataFolder))
        {
            run = data.Read(data.Find(settings.Resume!, settings.Namespace));
            if (run.IsFinished)
            {
                shell.Error.WriteLine($"Run {run.Run.Name} is finished: there is nothing to resume.");
                return _display.End(run, data.Logs);
            }
        }
        return await InProcessAsync(run.Run.Id, RunPlace.Of(run.Runbook.Workflow.Metadata.Annotations), async process =>
        {
            await process.RequireAsync(run.Runbook, cancellation);
            return run.Run.Name;
        }, cancellation);
    }

    /// <param name="begin">Makes sure that the run can go on; gives its name.</param>
    private async Task<int> InProcessAsync(string runId, RunPlace place, Func<RunbooksProcess, Task<string>> begin, CancellationToken cancellation)
    {
        try
        {
            Interruption interruption;
            await using (var process = await StartProcessAsync(runId, place, cancellation))
            {
                process.Store.Health.Tell = shell.Error.WriteLine;
                var name = await begin(process);
                if (settings.Output == "name") shell.Out.WriteLine(name);
                var watch = new RunWatch(process.Store, _display.View(), shell.Time);
                try
                {
                    return _display.End(await watch.UntilFinishedAsync(runId, cancellation), process.Logs, Estimate(process.Store, runId));
                }
                catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                {
                    interruption = new Interruption(watch.Run!, place, IsElsewhere: process.IsElsewhere(runId), settings.Hints);
                    shell.Error.WriteLine("Interrupted; Ctrl+C once more ends at once.");
                }
            }
            // Only now is it true.
            Tell(interruption);
            return ExitCode.Interrupted;
        }
        catch (ClusterUnreachableException noCluster)
        {
            throw CommandException.Unreachable(noCluster.Message);
        }
    }

    private Task<RunbooksProcess> StartProcessAsync(string runId, RunPlace place, CancellationToken cancellation)
    {
        var options = new RunbooksOptions
        {
            DataDirectory = settings.DataFolder,
            Runtime = place.Runtime,
            Sandbox = place.Sandbox,
            LogLevel = shell.Variable("RUNBOOKS_DEBUG") is null ? LogLevel.None : LogLevel.Information,
            // Other runs of the folder belong to others.
            Worker = new() { OnlyRun = runId, Limits = LimitVariables.Read(shell) },
        };
        return RunbooksProcess.StartAsync(options, cancellation);
    }

    private async Task<string> SubmitAsync(Submission submission, RunbooksProcess process, CancellationToken cancellation)
    {
        var read = await process.ReadConfigMapsAsync(submission.Submit(process.DefaultNamespace, shell.Time.GetUtcNow()), cancellation);
        var submitted = read.Event ?? throw CommandException.BadInput(string.Join("\nerror: ", read.Problems));
        await process.RequireAsync(RunState.Replay([submitted]).Runbook, cancellation);
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

    private RunEstimate? Estimate(RunStore store, string runId) =>
        settings.Output == "json" && store.FindBaseline(runId) is { } baseline ? new RunEstimate(RunState.Replay(store.ReadEvents(baseline.Id).Events)) : null;

    /// <summary>The tree as it was left stays on the terminal.</summary>
    private void Tell(Interruption interruption)
    {
        var terminal = shell.OpenOut();
        if (settings.Output == "tree" && terminal.IsInteractive)
            terminal.Write(new RunReport(interruption.Run, shell.Time) { Hints = settings.Hints }.Brief(terminal.Width, terminal.Height));
        var width = shell.OpenError().Width;
        foreach (var line in interruption.Lines().SelectMany(line => line.StartsWith(' ') ? [line] : Wrapped.Lines(line, width, int.MaxValue))) shell.Error.WriteLine(line);
    }
}
