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
    private readonly SemaphoreSlim _native = new(options.NativeConcurrency);
    private readonly SemaphoreSlim _containers = new(options.ContainerConcurrency);

    /// <param name="wake">Called when there is news in the run's mailbox.</param>
    public void Start(ActiveRun run, Node node, Action<ActiveRun> wake) => _ = Task.Run(() => CarryOutAsync(run, node, wake));

    public void Dispose()
    {
        _native.Dispose();
        _containers.Dispose();
    }

    private async Task CarryOutAsync(ActiveRun run, Node node, Action<ActiveRun> wake)
    {
        var places = node.Type == NodeType.Plugin ? _native : _containers;
        try
        {
            await places.WaitAsync(run.Abandoned);
            StepOutcome outcome;
            try
            {
                outcome = await ExecuteAsync(run, node, wake);
            }
            finally
            {
                places.Release();
            }
            run.Post(LeafStep.Finish(run.State, node, Masked(outcome, run), time.GetUtcNow()));
            wake(run);
        }
        catch (Exception gone) when (run.Abandoned.IsCancellationRequested && gone is OperationCanceledException or LeaseLostException)
        {
            LogLeft(node.Name);
        }
    }

    private async Task<StepOutcome> ExecuteAsync(ActiveRun run, Node node, Action<ActiveRun> wake)
    {
        try
        {
            var context = Context(run, node, new StepJournal(run, node, store, logs, time, wake));
            return await executors.For(context.Template).ExecuteAsync(context, run.Abandoned);
        }
        catch (UnresolvedTagException unresolved)
        {
            return StepOutcome.Error(unresolved.Message);
        }
        catch (Exception defect) when (defect is not (OperationCanceledException or LeaseLostException))
        {
            // An executor must not throw; if one does, its step errs and all others go on.
            LogDefect(defect, node.Name);
            return StepOutcome.Error($"internal error: {defect.GetType().Name}: {defect.Message}");
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
