using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;

namespace Runbooks.Server.Hosting;

/// <summary>Why a runbook can't do without a Kubernetes cluster.</summary>
internal static class ClusterNeed
{
    /// <summary>The first reason, in one line, with the way round it; or null if it needs none.</summary>
    public static string? Of(Workflow workflow, RunbooksOptions options) => OfLocks(workflow.Spec.Synchronization, "the workflow") ?? workflow.Spec.Templates.Select(template => Of(template, options)).FirstOrDefault(need => need is not null);

    private static string? Of(Template template, RunbooksOptions options)
    {
        if ((template.Container ?? template.Script) is not null && options.Runtime == ContainerRuntime.Kubernetes)
            return $"template '{template.Name}' is a container (use --runtime process to run it as a local process)";
        if (OfLocks(template.Synchronization, $"template '{template.Name}'") is { } locks) return locks;
        var secret = template.Plugin?.FirstOrDefault().Value?["credentials"]?["secret"] as JsonObject;
        return secret is null || options.Sandbox ? null : $"template '{template.Name}' takes its credentials from the Secret '{secret["name"]}' (leave 'credentials' out to use this machine's own)";
    }

    private static string? OfLocks(Synchronization? locks, string owner) => locks?.Semaphores.Select(semaphore => semaphore.ConfigMapKeyRef).FirstOrDefault(map => map is not null) is { } map
        ? $"{owner} holds a semaphore whose limit stands in the ConfigMap '{map.Name}' (use 'database' and runbooks sync to do without)"
        : null;
}
