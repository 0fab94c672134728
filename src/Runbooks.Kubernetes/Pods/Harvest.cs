using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Agents;
using Runbooks.Kubernetes.Logs;
using Runbooks.Kubernetes.Verdicts;
using Runbooks.Kubernetes.Watching;

namespace Runbooks.Kubernetes.Pods;

/// <summary>Gathers what a step leaves: its log, result, exit code and output files.</summary>
internal sealed class Harvest(StepContext step, PodServices services)
{
    public async Task<StepOutcome> GatherAsync(PodState last, PodReading.Ended end, PodLog log, CancellationToken cancellation)
    {
        var copy = last.IsGone || !HasRun(last) ? null : await log.FinishAsync(cancellation);
        if (!HasAgent(last)) return Judge(end, copy, null);
        var report = last.IsGone || end.ExitCode is null
            ? AgentReport.None
            : await AgentReport.ReadAsync(services.Client, step, services.Options, services.Time, cancellation);
        // A sidecar that has nothing to wait for would wait for ever.
        if (!report.IsComplete && last is { IsGone: false, Pod.Status.Phase: not ("Succeeded" or "Failed") })
            await services.Api.RemoveAsync(last.Pod, cancellation);
        return Judge(end, copy, report);
    }

    /// <summary>A Pod that an earlier process made may have been made by other rules.</summary>
    private bool HasAgent(PodState last) => last.Pod?.Spec is { } spec
        ? spec.Containers.Any(container => container.Name == Agent.Sidecar)
        : AgentJob.Of(step.Template, step.ResultWanted, services.Options) is not null;

    private bool HasRun(PodState last) =>
        last.Pod?.Status?.ContainerStatuses?.Any(status => status.Name == PodBuilder.MainName(step.Template) && !string.IsNullOrEmpty(status.ContainerID)) == true;

    /// <summary>A step that went well and whose outputs are missing has not gone well; one that failed keeps its own message.</summary>
    private StepOutcome Judge(PodReading.Ended end, LogCopy? copy, AgentReport? report)
    {
        var (result, mistake) = report is null ? OfLog(copy) : (report.StandardOutput, report.Mistake);
        var outputs = new StepOutputs
        {
            Result = result is null ? null : TrimLineBreak(result),
            ExitCode = end.ExitCode?.ToString(),
            Parameters = report is null
                ? StepOutputs.None.Parameters
                : report.Files.ToDictionary(file => file.Key, file => TrimLineBreak(file.Value), StringComparer.Ordinal),
        };
        // As in Argo, a daemon that ends by itself has failed, be it with exit code 0.
        if (end.Phase == NodePhase.Succeeded && step.Template.Daemon == true) return new StepOutcome(NodePhase.Failed, null, outputs);
        return end.Phase == NodePhase.Succeeded && mistake is not null
            ? new StepOutcome(NodePhase.Error, mistake, outputs)
            : new StepOutcome(end.Phase, end.Message, outputs);
    }

    private (string? Result, string? Mistake) OfLog(LogCopy? copy)
    {
        if (!step.ResultWanted) return (null, null);
        if (copy is null) return (null, "outputs.result can't be read: the container's log is not there any more");
        // One line break is not part of the result.
        if (copy.Length <= StepOutputs.ResultLimit || (copy.Length == StepOutputs.ResultLimit + 1 && copy.Head.EndsWith('\n'))) return (copy.Head, null);
        var size = copy.Length > services.Options.LogLimit ? $"more than {services.Options.LogLimit}" : $"{copy.Length}";
        return (null, $"outputs.result is {size} bytes, at most {StepOutputs.ResultLimit} fit: "
            + "print less (a narrower query, fewer fields), or hand the data over in a volume or a bucket");
    }

    private static string TrimLineBreak(string text) => text.EndsWith('\n') ? text[..^1] : text;
}
