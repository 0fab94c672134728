using Runbooks.Engine.Argo;
using Runbooks.Kubernetes.Pods;

namespace Runbooks.Kubernetes.Agents;

/// <summary>What the agent has to carry out of a container.</summary>
/// <param name="Files">Output parameter to path in the container.</param>
/// <param name="StandardOutput">Standard output alone is wanted as the result.</param>
internal sealed record AgentJob(IReadOnlyDictionary<string, string> Files, bool StandardOutput)
{
    /// <summary>Null if nothing has to be carried out: the Pod does without the agent.</summary>
    public static AgentJob? Of(Template template, bool resultWanted)
    {
        var files = template.Outputs.Parameters
            .Where(parameter => parameter.ValueFrom?.Path is not null)
            .ToDictionary(parameter => parameter.Name, parameter => parameter.ValueFrom!.Path!, StringComparer.Ordinal);
        var isAsked = template.Metadata?.Annotations?.GetValueOrDefault(PodLabels.ResultFrom) == "stdout";
        return files.Count == 0 && !(resultWanted && isAsked) ? null : new AgentJob(files, resultWanted);
    }
}
