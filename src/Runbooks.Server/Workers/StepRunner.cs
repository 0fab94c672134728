using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Engine.Templating;
using Runbooks.Server.Logs;
using Runbooks.Server.Steps;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Workers;

/// <summary>Carries out the leaf steps that runs have decided to start: so many at once, each ending with an event in its run's mailbox.</summary>
internal sealed partial class StepRunner(StepExecutors executors, RunStore store, LogStore logs, TimeProvider time, WorkerOptions options, ILogger<StepRunner> logger) : IDisposable
{
    /// <summary>How long steps that are given up may take to let go: to kill a local process, to close a log.</summary>
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _native = new(options.NativeConcurrency);
    private readonly SemaphoreSlim _containers = new(options.ContainerConcurrency);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The runner itself counts as one until it is stopped.
    private int _open = 1;

    public void Start(ActiveRun run, Node node)
    {
        Interlocked.Increment(ref _open);
        _ = Task.Run(() => CarryOutAsync(run, node));
    }

    /// <summary>Waits, not for long, until the steps have let go; their runs have been given up before.</summary>
    public async Task StopAsync()
    {
        Close();
        await Task.WhenAny(_stopped.Task, Task.Delay(LongestFarewell, time));
    }

    public void Dispose()
    {
        _native.Dispose();
        _containers.Dispose();
    }

    private void Close()
    {
        if (Interlocked.Decrement(ref _open) == 0) _stopped.TrySetResult();
    }

    private async Task CarryOutAsync(ActiveRun run, Node node)
    {
        try
        {
            run.Tell(await WithPlaceAsync(node.Type == NodeType.Pod ? _containers : _native, () => FinishAsync(run, node), run.Abandoned));
        }
        catch (Exception gone) when (run.Abandoned.IsCancellationRequested || gone is LeaseLostException)
        {
            LogLeft(node.Name);
        }
        finally
        {
            Close();
        }
    }

    private static async Task<T> WithPlaceAsync<T>(SemaphoreSlim places, Func<Task<T>> work, CancellationToken cancellation)
    {
        await places.WaitAsync(cancellation);
        try
        {
            return await work();
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<NodeFinished> FinishAsync(ActiveRun run, Node node)
    {
        try
        {
            var outcome = await ExecuteAsync(run, node);
            return LeafStep.Finish(run.State, node, Masked(outcome, run), time.GetUtcNow());
        }
        catch (Exception defect) when (defect is not LeaseLostException && !run.Abandoned.IsCancellationRequested)
        {
            // An executor must not throw; if one does, its step errs and all others go on.
            LogDefect(defect, node.Name);
            var outcome = StepOutcome.Error($"internal error: {defect.GetType().Name}: {defect.Message}");
            return LeafStep.Finish(run.State, node, Masked(outcome, run), time.GetUtcNow());
        }
    }

    private async Task<StepOutcome> ExecuteAsync(ActiveRun run, Node node)
    {
        try
        {
            var context = Context(run, node, new StepJournal(run, node, store, logs, time));
            return await executors.For(context.Template).ExecuteAsync(context, run.Abandoned);
        }
        catch (UnresolvedTagException unresolved)
        {
            return StepOutcome.Error(unresolved.Message);
        }
    }

    private static StepContext Context(ActiveRun run, Node node, StepJournal journal)
    {
        var (template, spec) = LeafStep.Fill(run.State, node);
        return new StepContext
        {
            Run = run.State.Run,
            NodeName = node.Name,
            NodeId = node.ArgoId,
            PodName = PodName.Of(run.State.Run.Name, node),
            Template = template,
            Spec = spec,
            ResultWanted = LeafStep.ResultWanted(run.State, node),
            StartedAt = node.StartedAt,
            Adopt = node.Number < run.InheritedNodes,
            ClientToken = ClientToken(run.Id, node),
            Journal = journal,
        };
    }

    private static string ClientToken(string runId, Node node) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{runId}/{node.Number}")))[..32];

    private static StepOutcome Masked(StepOutcome outcome, ActiveRun run) => run.Mask.IsEmpty ? outcome : outcome with
    {
        Message = run.Mask.Hide(outcome.Message),
        Outputs = outcome.Outputs with
        {
            Result = run.Mask.Hide(outcome.Outputs.Result),
            Parameters = outcome.Outputs.Parameters.ToDictionary(parameter => parameter.Key, parameter => run.Mask.Hide(parameter.Value)),
        },
    };

    [LoggerMessage(1, LogLevel.Debug, "Left {Node} as it is: the run was given up")]
    private partial void LogLeft(string node);

    [LoggerMessage(2, LogLevel.Error, "The executor of {Node} threw")]
    private partial void LogDefect(Exception defect, string node);
}
