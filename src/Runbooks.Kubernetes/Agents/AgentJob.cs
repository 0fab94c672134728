using Runbooks.Engine.Argo;
using Runbooks.Kubernetes.Pods;

namespace Runbooks.Kubernetes.Agents;

/// <summary>What the agent has to carry out of a container.</summary>
/// <param name="Files">Output parameter to path in the container.</param>
/// <param name="StandardOutput">Standard output alone is wanted as the result.</param>
internal sealed record AgentJob(IReadOnlyDictionary<string, string> Files, bool StandardOutput)
{
    /// <summary>Null if nothing has to be carried out: the Pod does without the agent.</summary>
    /// <param name="options">With an agent image named, a result is standard output alone, as in Argo; a template may say otherwise.</param>
    public static AgentJob? Of(Template template, bool resultWanted, PodOptions options)
    {
        var files = template.Outputs.Parameters
            .Where(parameter => parameter.ValueFrom?.Path is not null)
            .ToDictionary(parameter => parameter.Name, parameter => parameter.ValueFrom!.Path!, StringComparer.Ordinal);
        var fromOutput = template.Metadata?.Annotations?.GetValueOrDefault(PodLabels.ResultFrom) switch
        {
            PodLabels.FromOutput => true,
            PodLabels.FromLog => false,
            _ => options.NamesAgent,
        };
        return files.Count == 0 && !(resultWanted && fromOutput) ? null : new AgentJob(files, resultWanted);
    }
}
