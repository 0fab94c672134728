using Runbooks.Engine.Argo;
using Runbooks.Kubernetes.Agents;
using Runbooks.Schemas;

namespace Runbooks.Kubernetes.Pods;

/// <summary>What can be known to be wrong with a container or script template before its Pod is made.</summary>
public static class PodLint
{
    /// <summary>Paths are from the template: <c>container.command</c>. Tags need not be filled in.</summary>
    public static IReadOnlyList<Problem> Check(Template template, WorkflowSpec workflow)
    {
        if (template.Container is null && template.Script is null) return [];
        try
        {
            var main = PodBuilder.MainContainer(template);
            Volumes.Referenced(template, workflow, [main, .. SideContainers.All(template)], "run");
            if (AgentJob.Of(template, resultWanted: true) is { } job) Agent.Add(job, main, [], "agent");
            return [];
        }
        catch (PodBuildException e)
        {
            return [new Problem(e.Path, e.Reason)];
        }
    }
}
