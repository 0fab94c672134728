using System.Text.Json.Nodes;
using Runbooks.Engine.Argo.Artifacts;
using Runbooks.Engine.Argo.CustomMetrics;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>WorkflowSpec</c>.</summary>
public sealed record WorkflowSpec : PodSettings
{
    /// <summary>The template that the run starts with.</summary>
    public string? Entrypoint { get; init; }

    public Arguments Arguments { get; init; } = Arguments.None;

    /// <summary>What the run can carry out, by name.</summary>
    public IReadOnlyList<Template> Templates { get; init; } = [];

    /// <summary>For every template that has none of its own.</summary>
    public RetryStrategy? RetryStrategy { get; init; }

    /// <summary>How many leaf steps of the run are under way at once.</summary>
    public int? Parallelism { get; init; }

    /// <summary>Pods use their node's network.</summary>
    public bool? HostNetwork { get; init; }

    /// <summary>How Pods find names.</summary>
    public string? DnsPolicy { get; init; }

    /// <summary>More on how Pods find names.</summary>
    [KubernetesType("PodDNSConfig")]
    public JsonNode? DnsConfig { get; init; }

    /// <summary>Secrets for registries that ask who pulls.</summary>
    [KubernetesType("LocalObjectReference", List = true)]
    public JsonNode? ImagePullSecrets { get; init; }

    /// <summary>The priority class of Pods.</summary>
    public string? PodPriorityClassName { get; init; }

    /// <summary>The template that is carried out at the end, however it comes.</summary>
    public string? OnExit { get; init; }

    /// <summary>Templates that are carried out when something has come about; the one called <c>exit</c>, at the end.</summary>
    public IReadOnlyDictionary<string, LifecycleHook>? Hooks { get; init; }

    /// <summary>How long the run may take, in seconds.</summary>
    public long? ActiveDeadlineSeconds { get; init; }

    /// <summary>Nothing new is started until the run is resumed.</summary>
    public bool? Suspend { get; init; }

    /// <summary><c>Stop</c> or <c>Terminate</c>: the run is to end.</summary>
    public string? Shutdown { get; init; }

    /// <summary>Of runs that wait, the one with the highest goes first.</summary>
    public int? Priority { get; init; }

    /// <summary>Locks that the run holds from its start to its end.</summary>
    public Synchronization? Synchronization { get; init; }

    /// <summary>For every template, where it says nothing itself.</summary>
    public Template? TemplateDefaults { get; init; }

    /// <summary>The document whose spec is run; what stands here is put over it.</summary>
    public WorkflowTemplateRef? WorkflowTemplateRef { get; init; }

    /// <summary>Metrics of the run.</summary>
    public Metrics? Metrics { get; init; }

    /// <summary>Labels and annotations for the run.</summary>
    public WorkflowMetadata? WorkflowMetadata { get; init; }

    /// <summary>How long the run is kept after its end.</summary>
    public TtlStrategy? TtlStrategy { get; init; }

    /// <summary>Which Pods are deleted, and when.</summary>
    public PodGC? PodGC { get; init; }

    /// <summary>Labels and annotations of all its Pods.</summary>
    public PodMetadata? PodMetadata { get; init; }

    /// <summary>Changes all its Pods: a strategic merge patch, as YAML or JSON.</summary>
    public string? PodSpecPatch { get; init; }

    /// <summary>How many of its Pods must be left alone.</summary>
    [KubernetesType("PodDisruptionBudgetSpec")]
    public JsonObject? PodDisruptionBudget { get; init; }

    /// <summary>Resources of each Pod as a whole.</summary>
    [KubernetesType("ResourceRequirements")]
    public JsonObject? PodResources { get; init; }

    /// <summary>Devices that each Pod claims.</summary>
    [KubernetesType("PodResourceClaim", List = true)]
    public JsonArray? ResourceClaims { get; init; }

    /// <summary>Volumes that are made for the run.</summary>
    [KubernetesType("PersistentVolumeClaim", List = true)]
    public JsonArray? VolumeClaimTemplates { get; init; }

    /// <summary>When those volumes are deleted.</summary>
    public VolumeClaimGC? VolumeClaimGC { get; init; }

    /// <summary>What stands beside the main containers.</summary>
    public ExecutorConfig? Executor { get; init; }

    /// <summary>Plugins of the workflow's own.</summary>
    public IReadOnlyList<ExecutorPlugin>? ExecutorPlugins { get; init; }

    /// <summary>Keeps the logs of all containers as artifacts.</summary>
    public bool? ArchiveLogs { get; init; }

    /// <summary>When artifacts are deleted.</summary>
    public WorkflowLevelArtifactGC? ArtifactGC { get; init; }

    /// <summary>Where artifacts go.</summary>
    public ArtifactRepositoryRef? ArtifactRepositoryRef { get; init; }
}
