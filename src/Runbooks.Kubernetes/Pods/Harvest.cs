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
    private readonly AgentJob? _job = AgentJob.Of(step.Template, step.ResultWanted);

    public async Task<StepOutcome> GatherAsync(PodState last, PodReading.Ended end, PodLog log, CancellationToken cancellation)
    {
        if (last.IsGone || !HasRun(last)) return new StepOutcome(end.Phase, end.Message, Outputs(end, null, null));
        var copy = await log.FinishAsync(cancellation);
        var report = _job is null || end.ExitCode is null ? null : await AgentReport.ReadAsync(services.Client, step, services.Time, cancellation);
        return Judge(end, copy, report);
    }

    private static bool HasRun(PodState last) =>
        last.Pod?.Status?.ContainerStatuses?.Any(status => status.Name == PodBuilder.Main && !string.IsNullOrEmpty(status.ContainerID)) == true;

    private StepOutcome Judge(PodReading.Ended end, LogCopy? copy, AgentReport? report)
    {
        var result = !step.ResultWanted ? null : report is not null ? report.StandardOutput : copy?.Head;
        var mistake = report?.Mistake ?? (step.ResultWanted && report is null ? MistakeInResult(copy) : null);
        if (mistake is not null && step.ResultWanted && report is null) result = null;
        var outputs = Outputs(end, result, report);
        return mistake is null || end.Phase != NodePhase.Succeeded ? new StepOutcome(end.Phase, end.Message, outputs) : new StepOutcome(NodePhase.Error, mistake, outputs);
    }

    private string? MistakeInResult(LogCopy? copy)
    {
        if (copy is null) return "outputs.result can't be read: the container's log is not available";
        // One line break is not part of the result.
        if (copy.Length <= StepOutputs.ResultLimit || (copy.Length == StepOutputs.ResultLimit + 1 && copy.Head.EndsWith('\n'))) return null;
        var size = copy.Length > services.Options.LogLimit ? $"more than {services.Options.LogLimit}" : $"{copy.Length}";
        return $"outputs.result is {size} bytes, at most {StepOutputs.ResultLimit} fit: print less (a narrower query, fewer fields), or hand the data over in a volume or a bucket";
    }

    private static StepOutputs Outputs(PodReading.Ended end, string? result, AgentReport? report) => new()
    {
        Result = result is null ? null : TrimLineBreak(result),
        ExitCode = end.ExitCode?.ToString(),
        Parameters = report is null ? StepOutputs.None.Parameters : report.Files.ToDictionary(file => file.Key, file => TrimLineBreak(file.Value), StringComparer.Ordinal),
    };

    private static string TrimLineBreak(string text) => text.EndsWith('\n') ? text[..^1] : text;
}
