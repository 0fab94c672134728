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

    /// <summary>How long a call that changes something may take to end when its step is stopped: most tell in this time what they did.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _native = new(options.NativeConcurrency);
    private readonly SemaphoreSlim _http = new(options.HttpConcurrency);
    private readonly SemaphoreSlim _containers = new(options.ContainerConcurrency);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The runner itself counts as one until it is stopped.
    private int _open = 1;

    public void Start(ActiveRun run, Node node) => Begin(new RunningStep(run, node));

    /// <summary>Ends a step that is under way here, or what a process that is gone has left of it.</summary>
    public void Stop(ActiveRun run, Node node, StepStop how)
    {
        if (!run.Steps.TryGetValue(node.Number, out var step))
        {
            step = new RunningStep(run, node);
            _ = step.StopAsync(how, TimeSpan.Zero, time);
            Begin(step);
        }
        else _ = step.StopAsync(how, LongestCall, time);
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
        _http.Dispose();
        _containers.Dispose();
    }

    private void Close()
    {
        if (Interlocked.Decrement(ref _open) == 0) _stopped.TrySetResult();
    }

    private void Begin(RunningStep step)
    {
        Interlocked.Increment(ref _open);
        step.Run.Steps[step.Node.Number] = step;
        _ = Task.Run(() => CarryOutAsync(step));
    }

    private async Task CarryOutAsync(RunningStep step)
    {
        var run = step.Run;
        try
        {
            run.Tell(await FinishAsync(step));
        }
        catch (Exception gone) when (run.Abandoned.IsCancellationRequested || gone is LeaseLostException)
        {
            LogLeft(step.Node.Name);
        }
        finally
        {
            run.Steps.TryRemove(KeyValuePair.Create(step.Node.Number, step));
            step.Dispose();
            Close();
        }
    }

    private async Task<NodeFinished> FinishAsync(RunningStep step)
    {
        var outcome = await OutcomeAsync(step);
        if (step.Stopped is not { } how) return LeafStep.Finish(step.Run.State, step.Node, Masked(outcome!, step.Run), time.GetUtcNow());
        var ended = Masked(StoppedStep.Outcome(how, outcome, step.AnnouncedAt), step.Run);
        return new NodeFinished(time.GetUtcNow(), step.Node.Number, ended.Phase, ended.Message, ended.Outputs) { Call = ended.Call };
    }

    /// <returns>Null if it was stopped before it could end by itself.</returns>
    private async Task<StepOutcome?> OutcomeAsync(RunningStep step)
    {
        try
        {
            // To end what another process has left needs no place.
            if (step.Stopped is not null) return await ExecuteAsync(step);
            return await WithPlaceAsync(PlacesOf(step.Node), () => ExecuteAsync(step), step.Cancellation);
        }
        catch (Exception given) when (step.Stopped is not null && given is not LeaseLostException && !step.Run.Abandoned.IsCancellationRequested)
        {
            if (given is not OperationCanceledException) LogDefect(given, step.Node.Name);
            return null;
        }
        catch (Exception defect) when (defect is not LeaseLostException && !step.Run.Abandoned.IsCancellationRequested)
        {
            // An executor must not throw; if one does, its step errs and all others go on.
            LogDefect(defect, step.Node.Name);
            return StepOutcome.Error($"internal error: {defect.GetType().Name}: {defect.Message}");
        }
    }

    private SemaphoreSlim PlacesOf(Node node) => node.Type switch
    {
        NodeType.Pod => _containers,
        NodeType.HTTP => _http,
        _ => _native,
    };

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

    private async Task<StepOutcome> ExecuteAsync(RunningStep step)
    {
        try
        {
            var context = Context(step, new StepJournal(step, store, logs, time));
            var executor = executors.For(context.Template);
            using var deadline = executor.KeepsDeadline ? null : StepDeadline.Set(step, context, LongestCall, time);
            return await executor.ExecuteAsync(context, step.Cancellation);
        }
        catch (Exception wrong) when (wrong is UnresolvedTagException or StepInputException)
        {
            return StepOutcome.Error(wrong.Message);
        }
    }

    private static StepContext Context(RunningStep step, StepJournal journal)
    {
        var (run, node) = (step.Run, step.Node);
        var (template, spec) = LeafStep.Fill(run.State, node);
        return new StepContext
        {
            Run = run.State.Run,
            NodeName = node.Name,
            NodeId = node.ArgoId,
            PodName = PodName.Of(run.State, node),
            Template = template,
            Spec = spec,
            ResultWanted = LeafStep.ResultWanted(run.State, node),
            StartedAt = node.ReadyAt,
            Adopt = run.IsInherited(node),
            ClientToken = ClientToken(run.Id, node),
            Stop = step.Stop,
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
