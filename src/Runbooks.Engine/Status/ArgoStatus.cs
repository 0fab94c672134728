using System.Globalization;
using System.Text.Json;
using Runbooks.Engine.Compilation;
using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Status;

/// <summary>
/// A run as a <c>Workflow</c> object with its status, the way <c>kubectl get wf -o json</c> prints Argo's own: metadata, spec, and
/// <c>status.nodes</c> by node id. Times are RFC 3339 in whole seconds; what has not happened yet is null. The cost is linear in the nodes.
/// </summary>
public static class ArgoStatus
{
    /// <param name="estimate">How long it is likely to take, or null if nobody can tell.</param>
    public static void Write(RunState run, Utf8JsonWriter json, RunEstimate? estimate = null)
    {
        json.WriteStartObject();
        json.WriteString("apiVersion", run.Runbook.Workflow.ApiVersion);
        json.WriteString("kind", run.Runbook.Workflow.Kind);
        Metadata(run, json);
        json.WritePropertyName("spec");
        JsonSerializer.Serialize(json, run.Runbook.Document.Spec with { Suspend = run.IsSuspended ? true : null, Shutdown = run.Shutdown?.ToString() }, SpecJson.Options);
        Status(run, json, estimate);
        json.WriteEndObject();
    }

    private static void Metadata(RunState run, Utf8JsonWriter json)
    {
        var written = run.Metadata;
        var labels = new SortedDictionary<string, string>(written.Labels.ToDictionary(), StringComparer.Ordinal)
        {
            ["workflows.argoproj.io/phase"] = run.Phase.ToString(),
            ["workflows.argoproj.io/completed"] = run.IsFinished ? "true" : "false",
        };
        json.WriteStartObject("metadata");
        json.WriteString("name", run.Run.Name);
        if (written.GenerateName is { } prefix) json.WriteString("generateName", prefix);
        json.WriteString("namespace", run.Run.Namespace);
        json.WriteString("uid", run.Run.Id);
        Time("creationTimestamp", run.SubmittedAt, json);
        Texts("labels", labels, json);
        if (written.Annotations.Count > 0) Texts("annotations", written.Annotations, json);
        json.WriteEndObject();
    }

    private static void Status(RunState run, Utf8JsonWriter json, RunEstimate? estimate)
    {
        var graph = new NodeGraph(run);
        var resources = new ResourceSums(run);
        json.WriteStartObject("status");
        json.WriteString("phase", run.Phase.ToString());
        Time("startedAt", run.StartedAt, json);
        Time("finishedAt", run.FinishedAt, json);
        if (estimate is { Seconds: > 0 and var seconds }) json.WriteNumber("estimatedDuration", seconds);
        json.WriteString("progress", Progress.Of(run).ToString());
        Conditions(run, json);
        Resources(run.Nodes.Aggregate((ResourcesDuration?)null, (sum, node) => sum + node.ResourcesDuration), json);
        if (run.Message is { } message) json.WriteString("message", message);
        LockStatus.Write(run, json);
        json.WriteStartObject("nodes");
        foreach (var node in run.Nodes)
        {
            Node(run, node, graph, resources, json, estimate?.SecondsOf(node, run) ?? 0);
            ContainerNodes.Write(run, node, json);
        }
        json.WriteEndObject();
        if (run.GlobalOutputs.Parameters.Count > 0)
        {
            json.WriteStartObject("outputs");
            Parameters(run.GlobalOutputs.Parameters, json);
            json.WriteEndObject();
        }
        Stored(run.Runbook.Stored, json);
        json.WriteEndObject();
    }

    private static void Stored(StoredTemplates stored, Utf8JsonWriter json)
    {
        if (stored.Templates.Count > 0)
        {
            json.WritePropertyName("storedTemplates");
            JsonSerializer.Serialize(json, stored.Templates, SpecJson.Options);
        }
        if (stored.Spec is null) return;
        json.WritePropertyName("storedWorkflowTemplateSpec");
        JsonSerializer.Serialize(json, stored.Spec, SpecJson.Options);
    }

    private static void Node(RunState run, Node node, NodeGraph graph, ResourceSums resources, Utf8JsonWriter json, int estimate)
    {
        json.WriteStartObject(node.ArgoId);
        json.WriteString("id", node.ArgoId);
        json.WriteString("name", node.Name);
        json.WriteString("displayName", DisplayName.Of(node));
        json.WriteString("type", node.Type.ToString());
        CalledTemplate.Write(run, node, json);
        json.WriteString("phase", node.Phase.ToString());
        if (node.Boundary is { } boundary) json.WriteString("boundaryID", boundary.ArgoId);
        if (node.Message is { Length: > 0 } message) json.WriteString("message", message);
        Time("startedAt", node.StartedAt, json);
        Time("finishedAt", node.FinishedAt, json);
        if (estimate > 0) json.WriteNumber("estimatedDuration", estimate);
        json.WriteString("progress", graph.ProgressOf(node).ToString());
        Resources(resources.Of(node), json);
        if (node.Type == NodeType.Suspend) SuspendParameters.Write(run, node, json);
        else Inputs(node, json);
        if (node.Type != NodeType.Suspend) Outputs(node, json);
        Ids("children", graph.Children(node).Select(child => child.ArgoId).Concat(ContainerNodes.First(run, node)), json);
        Ids("outboundNodes", graph.OutboundNodes(node).Select(last => last.ArgoId), json);
        if (node.PodIP is { } address) json.WriteString("podIP", address);
        if (node.IsDaemoned) json.WriteBoolean("daemoned", true);
        Flags(node, json);
        LockStatus.Write(node, json);
        Memoization(node, json);
        if (node.HostNodeName is { } host) json.WriteString("hostNodeName", host);
        if (node.Place is { } place) json.WriteString("place", place);
        json.WriteEndObject();
    }

    private static void Conditions(RunState run, Utf8JsonWriter json)
    {
        json.WriteStartArray("conditions");
        Condition("PodRunning", run.Nodes.Any(node => node is { Type: NodeType.Pod, Phase: NodePhase.Running }), null, json);
        if (run.IsFinished) Condition("Completed", true, null, json);
        if (run.MetricsError is { } error) Condition("MetricsError", true, error, json);
        json.WriteEndArray();
    }

    private static void Condition(string type, bool status, string? message, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("status", status ? "True" : "False");
        if (message is not null) json.WriteString("message", message);
        json.WriteEndObject();
    }

    private static void Resources(ResourcesDuration? duration, Utf8JsonWriter json)
    {
        if (duration is null) return;
        json.WriteStartObject("resourcesDuration");
        foreach (var (resource, seconds) in duration.Seconds) json.WriteNumber(resource, seconds);
        json.WriteEndObject();
    }

    private static void Memoization(Node node, Utf8JsonWriter json)
    {
        if (node.Cached is not { } cached) return;
        json.WriteStartObject("memoizationStatus");
        json.WriteBoolean("hit", cached.Hit);
        json.WriteString("key", cached.Key);
        json.WriteString("cacheName", cached.Cache);
        json.WriteEndObject();
    }

    private static void Inputs(Node node, Utf8JsonWriter json)
    {
        if (node.Inputs is not { Count: > 0 } && node.Artifacts is null) return;
        json.WriteStartObject("inputs");
        if (node.Inputs is { Count: > 0 } inputs) Parameters(inputs, json);
        if (node.Artifacts is { } artifacts) Artifacts(artifacts, json);
        json.WriteEndObject();
    }

    private static void Artifacts(IReadOnlyDictionary<string, string> artifacts, Utf8JsonWriter json)
    {
        json.WriteStartArray("artifacts");
        foreach (var (name, content) in artifacts)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteStartObject("raw");
            json.WriteString("data", content);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Outputs(Node node, Utf8JsonWriter json)
    {
        if (node.Outputs is not { } outputs || (outputs.Result ?? outputs.ExitCode) is null && outputs.Parameters.Count == 0) return;
        json.WriteStartObject("outputs");
        if (outputs.Parameters.Count > 0) Parameters(outputs.Parameters, json);
        if (outputs.Result is { } result) json.WriteString("result", result);
        if (outputs.ExitCode is { } exitCode) json.WriteString("exitCode", exitCode);
        json.WriteEndObject();
    }

    private static void Parameters(IReadOnlyDictionary<string, string> parameters, Utf8JsonWriter json)
    {
        json.WriteStartArray("parameters");
        foreach (var (name, value) in parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("value", value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Texts(string name, IEnumerable<KeyValuePair<string, string>> texts, Utf8JsonWriter json)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in texts) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void Ids(string name, IEnumerable<string> nodes, Utf8JsonWriter json)
    {
        var open = false;
        foreach (var node in nodes)
        {
            if (!open) json.WriteStartArray(name);
            open = true;
            json.WriteStringValue(node);
        }
        if (open) json.WriteEndArray();
    }

    /// <summary>As in Argo, the attempts of a hook are hooked, too.</summary>
    private static void Flags(Node node, Utf8JsonWriter json)
    {
        var (isRetried, isHooked) = (node.Parent is { Type: NodeType.Retry } && node.Hook is null, (node.Hook ?? node.Parent?.Hook) is not null);
        if (!isRetried && (node.Hook is null)) return;
        json.WriteStartObject("nodeFlag");
        if (isHooked) json.WriteBoolean("hooked", true);
        if (isRetried) json.WriteBoolean("retried", true);
        json.WriteEndObject();
    }

    private static void Time(string name, DateTimeOffset? time, Utf8JsonWriter json)
    {
        if (time is { } at) json.WriteString(name, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        else json.WriteNull(name);
    }
}
