using System.Text.Json.Nodes;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>Template</c>: exactly one of container, script, steps, dag, suspend and plugin says what it does.</summary>
[NotYet("activeDeadlineSeconds", "annotations", "archiveLocation", "containerSet", "daemon", "data", "executor", "failFast", "http", "initContainers", "memoize",
    "metrics", "pendingTimeout", "podResources", "podSpecPatch", "resource", "resourceClaims", "sidecars", "synchronization",
    "timeout")]
public sealed record Template : PodSettings
{
    public required string Name { get; init; }
    public Inputs Inputs { get; init; } = Inputs.None;
    public Outputs Outputs { get; init; } = Outputs.None;

    /// <summary>Labels and annotations for the Pod.</summary>
    public PodMetadata? Metadata { get; init; }

    public string? PriorityClassName { get; init; }

    [KubernetesType("Container")]
    public JsonObject? Container { get; init; }

    /// <summary>A container with a <c>source</c>, which is written to a file that the command is given.</summary>
    [KubernetesType("ScriptTemplate")]
    public JsonObject? Script { get; init; }

    /// <summary>Groups in sequence; the members of a group in parallel.</summary>
    public IReadOnlyList<IReadOnlyList<Step>>? Steps { get; init; }

    public Dag? Dag { get; init; }

    public Suspend? Suspend { get; init; }

    /// <summary>For this template and not for those it calls.</summary>
    public RetryStrategy? RetryStrategy { get; init; }

    /// <summary>For steps and dags: how many of the nodes that they call are under way at once.</summary>
    public int? Parallelism { get; init; }

    /// <summary>One key, the provider's name; under it the provider's own body.</summary>
    [ProviderBody]
    public JsonObject? Plugin { get; init; }
}
