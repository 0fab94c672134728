using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Compilation;
using Runbooks.Engine.Submission;

namespace Runbooks.Server.Hosting;

/// <summary>Why a runbook can't do without a Kubernetes cluster.</summary>
internal static class ClusterNeed
{
    /// <summary>Why a run can't do without: the ConfigMaps that its parameters come from; or null.</summary>
    public static string? Of(IReadOnlyList<ConfigMapKey> keys) => keys.Count == 0 ? null : $"a parameter comes from the ConfigMap '{keys[0].Name}'";

    /// <summary>The first reason, in one line, with the way round it; or null if it needs none.</summary>
    public static string? Of(CompiledRunbook runbook, RunbooksOptions options) => OfLocks(runbook.Workflow.Spec.Synchronization, "the workflow") ?? runbook.Templates.Select(template => Of(template.Template, template.Key, options)).FirstOrDefault(need => need is not null);

    private static string? Of(Template template, string name, RunbooksOptions options)
    {
        if ((template.Container ?? template.Script) is not null && options.Runtime == ContainerRuntime.Kubernetes)
            return $"template '{name}' is a container (use --runtime process to run it as a local process)";
        if (OfLocks(template.Synchronization, $"template '{name}'") is { } locks) return locks;
        if (template.ContainerSet is not null) return $"template '{name}' is a set of containers in one Pod";
        if (template.Resource is not null) return $"template '{name}' is about an object of a cluster";
        var secret = template.Plugin?.FirstOrDefault().Value?["credentials"]?["secret"] as JsonObject;
        return secret is null || options.Sandbox ? null : $"template '{name}' takes its credentials from the Secret '{secret["name"]}' (leave 'credentials' out to use this machine's own)";
    }

    private static string? OfLocks(Synchronization? locks, string owner) => locks?.Semaphores.Select(semaphore => semaphore.ConfigMapKeyRef).FirstOrDefault(map => map is not null) is { } map
        ? $"{owner} holds a semaphore whose limit stands in the ConfigMap '{map.Name}' (use 'database' and runbooks sync to do without)"
        : null;
}
