using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Engine.Templating;
using Runbooks.Server.Logs;
using Runbooks.Server.Steps;

namespace Runbooks.Server.Workers;

/// <summary>
/// Carries out the leaf steps that runs have decided to start: so many at once, each ending with an event in its run's mailbox. What an
/// executor needs is filled in on the run's own turn, when there is a place for the step; from then on nothing here touches the run's state.
/// </summary>
internal sealed partial class StepRunner(StepExecutors executors, LogStore logs, TimeProvider time, WorkerOptions options, ILogger<StepRunner> logger) : IDisposable
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

    /// <summary>Has a step carried out; for the run's turn.</summary>
    public void Start(ActiveRun run, Node node)
    {
        var step = new RunningStep(run, node);
        Begin(step, run.State, step.TryTakePlace(PlacesOf(node.Type)));
    }

    /// <summary>Ends a step that is under way here, or what a process that is gone has left of it; for the run's turn.</summary>
    public void Stop(ActiveRun run, Node node, StepStop how)
    {
        if (!run.Steps.TryGetValue(node.Number, out var step))
        {
            step = new RunningStep(run, node);
            _ = step.StopAsync(how, TimeSpan.Zero, time);
            // To end what another process has left needs no place.
            Begin(step, run.State, mayBegin: true);
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

    private void Begin(RunningStep step, RunState state, bool mayBegin)
    {
        Interlocked.Increment(ref _open);
        step.Run.Steps[step.Number] = step;
        if (mayBegin) Render(step, state);
        _ = Task.Run(() => CarryOutAsync(step));
    }

    private async Task CarryOutAsync(RunningStep step)
    {
        var run = step.Run;
        try
        {
            run.Tell(await FinishAsync(step));
        }
        catch (Exception) when (run.Abandoned.IsCancellationRequested)
        {
            LogLeft(step.Name);
        }
        catch (Exception defect)
        {
            // Whatever it is, the node must not stay open for ever.
            LogDefect(defect, step.Name);
            run.Tell(LeafStep.Finish(step.Number, null, AnnouncedCall.Settle(Internal(defect), step), time.GetUtcNow()));
        }
        finally
        {
            run.Steps.TryRemove(KeyValuePair.Create(step.Number, step));
            step.Dispose();
            Close();
        }
    }

    private async Task<NodeFinished> FinishAsync(RunningStep step)
    {
        var outcome = await OutcomeAsync(step) is { } ended ? AnnouncedCall.Settle(ended, step) : null;
        if (step.Stopped is not { } how) return LeafStep.Finish(step.Number, step.Context?.Template, Masked(outcome!, step.Run), time.GetUtcNow());
        return LeafStep.Finish(step.Number, null, Masked(StoppedStep.Outcome(how, outcome, step.AnnouncedAt), step.Run), time.GetUtcNow());
    }

    /// <returns>Null if it was stopped before it could end by itself.</returns>
    private async Task<StepOutcome?> OutcomeAsync(RunningStep step)
    {
        try
        {
            if (step is { Context: null, Problem: null }) await RenderInTimeAsync(step);
            return step.Problem is { } problem ? StepOutcome.Error(problem) : await ExecuteAsync(step, step.Context!);
        }
        catch (Exception given) when (step.Stopped is not null && !step.Run.Abandoned.IsCancellationRequested)
        {
            if (given is not OperationCanceledException) LogDefect(given, step.Name);
            return null;
        }
        catch (Exception defect) when (!step.Run.Abandoned.IsCancellationRequested)
        {
            // An executor must not throw; if one does, its step errs and all others go on.
            LogDefect(defect, step.Name);
            return Internal(defect);
        }
        finally
        {
            // Before its end is told: what begins then may have it.
            step.LeavePlace();
        }
    }

    private async Task<StepOutcome> ExecuteAsync(RunningStep step, StepContext context)
    {
        var executor = executors.For(context.Template);
        using var deadline = executor.KeepsDeadline ? null : StepDeadline.Set(step, context, LongestCall, time);
        return ((StepJournal)context.Journal).Told(await executor.ExecuteAsync(context, step.Cancellation));
    }

    /// <summary>When there is a place for the step, on its run's turn.</summary>
    private async Task RenderInTimeAsync(RunningStep step)
    {
        await step.TakePlaceAsync(PlacesOf(step.Type));
        await step.Run.LookAsync(state => Render(step, state)).WaitAsync(step.Cancellation);
    }

    private bool Render(RunningStep step, RunState state)
    {
        try
        {
            step.Context = Context(step, state, state.NodeAt(step.Number));
        }
        catch (Exception wrong) when (wrong is UnresolvedTagException or StepInputException)
        {
            step.Problem = wrong.Message;
        }
        catch (Exception defect)
        {
            // The run, with all its other steps, goes on.
            LogDefect(defect, step.Name);
            step.Problem = Internal(defect).Message;
        }
        return step.Context is not null;
    }

    private StepContext Context(RunningStep step, RunState state, Node node)
    {
        var (template, spec) = LeafStep.Fill(state, node);
        return new StepContext
        {
            Run = state.Run,
            NodeName = node.Name,
            NodeId = node.ArgoId,
            PodName = PodName.Of(state, node),
            Template = template,
            Spec = spec,
            ResultWanted = LeafStep.ResultWanted(state, node),
            StartedAt = node.ReadyAt,
            Adopt = step.Run.IsInherited(node),
            ClientToken = ClientToken(state.Run.Id, state.EarlierCallOf(node)?.Node ?? node.Number),
            Stop = step.Stop,
            Journal = new StepJournal(step, state.EarlierCallOf(node)?.AnnouncedAt, logs, time),
        };
    }

    private SemaphoreSlim PlacesOf(NodeType type) => type switch
    {
        NodeType.Pod => _containers,
        NodeType.HTTP => _http,
        _ => _native,
    };

    private static string ClientToken(string runId, int node) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{runId}/{node}")))[..32];

    private static StepOutcome Internal(Exception defect) => StepOutcome.Error($"internal error: {defect.GetType().Name}: {defect.Message}");

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
