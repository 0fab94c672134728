using System.Text;
using System.Text.Json.Nodes;
using Runbooks.Actions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Schemas;
using Runbooks.Secrets;

namespace Runbooks.Server.Steps;

/// <summary>Carries out plugin steps inside the engine: hands the body to the provider that its key names.</summary>
public sealed class PluginStepExecutor(IEnumerable<IProvider> providers, ISecretSource secrets, TimeProvider time) : IStepExecutor
{
    /// <summary>The longest <c>outputs.result</c> of a native step, in characters: some 300,000 instance ids.</summary>
    public const int ResultLimit = 8 * 1024 * 1024;

    private readonly Dictionary<string, IProvider> _providers = providers.ToDictionary(provider => provider.Name, StringComparer.Ordinal);

    public async Task<StepOutcome> ExecuteAsync(StepContext step, CancellationToken cancellation)
    {
        var (name, body) = step.Template.Plugin!.Single();
        if (!_providers.TryGetValue(name, out var provider))
            return StepOutcome.Error($"unknown plugin '{name}'{DidYouMean.Hint(name, _providers.Keys)}; executor plugins, of a workflow's own or of an installation, are not carried out");
        // Stopped before it could begin, or what a process before this one had begun: there is nothing to end outside.
        cancellation.ThrowIfCancellationRequested();
        step.Journal.Report(new StepProgress(NodePhase.Running));
        return Bounded(Outcome(await provider.ExecuteAsync(Context(step, body as JsonObject ?? []), cancellation)), step.Journal);
    }

    /// <summary>What is too long for a node is an error; of a call that was made, the log keeps it.</summary>
    private static StepOutcome Bounded(StepOutcome outcome, IStepJournal journal)
    {
        if (outcome.Outputs.Result is not { Length: > ResultLimit } result) return outcome;
        var complaint = $"the result is {result.Length:N0} characters long, the limit is {ResultLimit:N0}";
        if (outcome.Call is null) return StepOutcome.Error($"{complaint}; say with 'query' what of it you need");
        using var log = journal.OpenLog();
        log.Write(Encoding.UTF8.GetBytes(result));
        var message = outcome.Message ?? "the call was carried out";
        return outcome with { Phase = NodePhase.Error, Message = $"{message}; {complaint}: it is in the step's log", Outputs = StepOutputs.None };
    }

    private ActionContext Context(StepContext step, JsonObject body) => new()
    {
        Body = body,
        NodeName = step.NodeName,
        Namespace = step.Run.Namespace,
        StartedAt = step.StartedAt,
        ClientToken = step.ClientToken,
        Secrets = secrets,
        Time = time,
        AnnounceAsync = step.Journal.AnnounceAsync,
        Progress = message => step.Journal.Report(new StepProgress(NodePhase.Running, message)),
        CallsAt = place => step.Journal.Report(new StepProgress(NodePhase.Running) { Place = place }),
        Mask = step.Journal.Mask,
    };

    private static StepOutcome Outcome(ActionOutcome outcome)
    {
        var result = outcome.Result?.ToJsonString(ArgoJson.Options);
        var phase = outcome.Status switch
        {
            ActionStatus.Succeeded => NodePhase.Succeeded,
            ActionStatus.Failed => NodePhase.Failed,
            ActionStatus.Error => NodePhase.Error,
            _ => throw new InvalidOperationException($"no phase for {outcome.Status}"),
        };
        return new StepOutcome(phase, outcome.Message, new StepOutputs { Result = result }) { Call = outcome.Call, IsTransient = outcome.CloudError?.Transient == true };
    }
}
