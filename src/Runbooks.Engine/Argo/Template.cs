using System.Text.Json.Nodes;
using Runbooks.Engine.Argo.Artifacts;
using Runbooks.Engine.Argo.CustomMetrics;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>Template</c>: exactly one of container, containerSet, steps, dag, script, resource, data, suspend, http and plugin says what it does.</summary>
public sealed record Template : PodSettings
{
    /// <summary>By which it is called; an inline template has none.</summary>
    public string Name { get; init; } = "";

    public Inputs Inputs { get; init; } = Inputs.None;

    public Outputs Outputs { get; init; } = Outputs.None;

    /// <summary>Labels and annotations for the Pod.</summary>
    public PodMetadata? Metadata { get; init; }

    /// <summary>The priority class of its Pod.</summary>
    public string? PriorityClassName { get; init; }

    /// <summary>One container in a Pod.</summary>
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

    /// <summary>Several containers in one Pod.</summary>
    public ContainerSet? ContainerSet { get; init; }

    /// <summary>Something done to an object in the cluster.</summary>
    public Resource? Resource { get; init; }

    /// <summary>A list, got from somewhere and transformed.</summary>
    public Data? Data { get; init; }

    /// <summary>An HTTP request.</summary>
    public Http? Http { get; init; }

    /// <summary>Containers that run, one after the other, before the main one.</summary>
    [KubernetesType("UserContainer", List = true)]
    public JsonArray? InitContainers { get; init; }

    /// <summary>Containers beside the main one; ended when it has ended.</summary>
    [KubernetesType("UserContainer", List = true)]
    public JsonArray? Sidecars { get; init; }

    /// <summary>Goes on beside the steps that come after it, until the template that calls it has ended.</summary>
    public bool? Daemon { get; init; }

    /// <summary>How long each attempt may take, in seconds.</summary>
    public AnyString? ActiveDeadlineSeconds { get; init; }

    /// <summary>How long it may take, waiting included, as in Go: <c>5m</c>.</summary>
    public string? Timeout { get; init; }

    /// <summary>How long its Pod may wait to be started, as in Go: <c>5m</c>.</summary>
    public string? PendingTimeout { get; init; }

    /// <summary>With <c>parallelism</c>: after a failure, nothing that was held back is started.</summary>
    public bool? FailFast { get; init; }

    /// <summary>Locks that it holds while it is carried out.</summary>
    public Synchronization? Synchronization { get; init; }

    /// <summary>Its outputs are kept, and used again.</summary>
    public Memoize? Memoize { get; init; }

    /// <summary>Metrics of its own.</summary>
    public Metrics? Metrics { get; init; }

    /// <summary>Changes its Pod: a strategic merge patch, as YAML or JSON.</summary>
    public string? PodSpecPatch { get; init; }

    /// <summary>What stands beside the main container.</summary>
    public ExecutorConfig? Executor { get; init; }

    /// <summary>Where artifacts go that do not say.</summary>
    public ArtifactLocation? ArchiveLocation { get; init; }

    /// <summary>Resources of the Pod as a whole.</summary>
    [KubernetesType("ResourceRequirements")]
    public JsonObject? PodResources { get; init; }

    /// <summary>Devices that the Pod claims.</summary>
    [KubernetesType("PodResourceClaim", List = true)]
    public JsonArray? ResourceClaims { get; init; }

    /// <summary>Of the node, not of its Pod: <c>workflows.argoproj.io/display-name</c> is how it is shown.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
