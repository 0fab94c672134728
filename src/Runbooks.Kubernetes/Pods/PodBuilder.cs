using System.Globalization;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Agents;

namespace Runbooks.Kubernetes.Pods;

/// <summary>
/// Makes the Pod of a step, as JSON, so that what the author wrote reaches the API server as it is, fields unknown to us included.
/// Workflow and template settings are merged as Argo merges them.
/// </summary>
internal static class PodBuilder
{
    public const string Main = "main";

    /// <exception cref="PodBuildException">The template lacks something or contradicts itself.</exception>
    public static JsonObject Build(StepContext step, PodOptions options)
    {
        var template = step.Template;
        var main = MainContainer(template);
        var spec = PodSpec(template, step.Spec, main, step.Run.Name);
        var annotations = Annotations(step);
        if (template.Script.Text("source") is { Length: > 0 }) Script.Add(template, main, spec, annotations);
        RawArtifacts.Add(template, main, spec, annotations);
        SideContainers.Add(template, main, spec);
        if (AgentJob.Of(template, step.ResultWanted, options) is { } job) Agent.Add(job, main, spec, options.AgentImage);
        AnnotationLimit.Check(annotations);
        spec = PodSpecPatches.Apply(spec, template, step.Spec);
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject
            {
                ["name"] = step.PodName,
                ["namespace"] = step.Run.Namespace,
                ["labels"] = Labels(step),
                ["annotations"] = annotations,
            },
            ["spec"] = spec,
        };
    }

    /// <summary>The template's field that holds the container: <c>container</c> or <c>script</c>.</summary>
    public static string ContainerField(Template template) => template.ContainerSet is not null ? "containerSet" : template.Script is null ? "container" : "script";

    /// <summary>The container that outputs come from, and whose log is the step's: of a set without a <c>main</c> the last.</summary>
    public static string MainName(Template template) => ContainerSetRun.Names(template) is var names && names.Contains(Main) ? Main : names[^1];

    /// <summary>The author's container, under the name <see cref="Main"/>.</summary>
    public static JsonObject MainContainer(Template template)
    {
        if (template.ContainerSet is not null) return SetContainers(template).Single(container => container.Text("name") == MainName(template));
        var written = template.Container ?? template.Script ?? throw new PodBuildException("", $"template '{template.Name}' has neither container nor script");
        if (written["image"] is null) throw new PodBuildException($"{ContainerField(template)}.image", "a container needs an image");
        var main = new JsonObject { ["name"] = Main };
        foreach (var (field, value) in written)
            if (field is not ("name" or "source") && value is not null) main[field] = value.DeepClone();
        return main;
    }

    private static JsonObject PodSpec(Template template, WorkflowSpec workflow, JsonObject main, string run)
    {
        JsonObject[] containers = template.ContainerSet is null ? [main] : [.. SetContainers(template).Select(container => container.Text("name") == main.Text("name") ? main : container)];
        var spec = new JsonObject { ["restartPolicy"] = "Never", ["containers"] = new JsonArray([.. containers]) };
        spec.Set("volumes", Volumes.Referenced(template, workflow, [.. containers, .. SideContainers.All(template)], run));
        spec.Set("serviceAccountName", template.ServiceAccountName ?? workflow.ServiceAccountName);
        spec.Set("automountServiceAccountToken", template.AutomountServiceAccountToken ?? workflow.AutomountServiceAccountToken);
        spec.Set("schedulerName", template.SchedulerName ?? workflow.SchedulerName);
        spec.Set("activeDeadlineSeconds", Seconds(template.ActiveDeadlineSeconds));
        spec.Set("priorityClassName", template.PriorityClassName ?? workflow.PodPriorityClassName);
        spec.Set("nodeSelector", PodJson.Map(template.NodeSelector ?? workflow.NodeSelector));
        spec.Set("affinity", template.Affinity ?? workflow.Affinity);
        spec.Set("tolerations", template.Tolerations ?? workflow.Tolerations);
        spec.Set("securityContext", template.SecurityContext ?? workflow.SecurityContext);
        spec.Set("hostAliases", PodJson.Concat(workflow.HostAliases, template.HostAliases));
        spec.Set("hostNetwork", workflow.HostNetwork);
        spec.Set("dnsPolicy", workflow.DnsPolicy);
        spec.Set("dnsConfig", workflow.DnsConfig);
        spec.Set("imagePullSecrets", workflow.ImagePullSecrets);
        spec.Set("resources", template.PodResources ?? workflow.PodResources);
        spec.Set("resourceClaims", template.ResourceClaims is { Count: > 0 } claims ? claims : workflow.ResourceClaims);
        return spec;
    }

    /// <summary>Those of a set, with its mounts; those that must wait for others without their image.</summary>
    private static IEnumerable<JsonObject> SetContainers(Template template)
    {
        foreach (var written in ContainerSetRun.Containers(template))
        {
            var container = (JsonObject)written.DeepClone();
            container.Remove("dependencies");
            foreach (var mount in PodJson.Items(template.ContainerSet!.VolumeMounts)) container.Append("volumeMounts", mount!.DeepClone());
            if (ContainerSetRun.Dependencies(written).Count > 0) container["image"] = ContainerSetRun.HeldImage;
            yield return container;
        }
    }

    private static JsonNode? Seconds(AnyString? deadline) => deadline is null ? null
        : long.TryParse(deadline.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds
        : throw new PodBuildException("activeDeadlineSeconds", $"'{deadline}' is no whole number of seconds");

    private static JsonObject Labels(StepContext step)
    {
        var labels = PodJson.Map(PodJson.Union(step.Spec.PodMetadata?.Labels, step.Template.Metadata?.Labels)) ?? [];
        labels[PodLabels.Workflow] = PodLabels.Value(step.Run.Name);
        labels[PodLabels.Completed] = "false";
        labels[PodLabels.RunId] = PodLabels.Value(step.Run.Id);
        return labels;
    }

    private static JsonObject Annotations(StepContext step)
    {
        var annotations = PodJson.Map(PodJson.Union(step.Spec.PodMetadata?.Annotations, step.Template.Metadata?.Annotations)) ?? [];
        annotations[PodLabels.NodeName] = step.NodeName;
        annotations[PodLabels.NodeId] = step.NodeId;
        annotations[PodLabels.Attempt] = step.ClientToken;
        annotations.TryAdd(PodLabels.DefaultContainer, MainName(step.Template));
        return annotations;
    }
}
