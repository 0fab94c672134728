namespace Runbooks.Kubernetes.Pods;

/// <summary>Bounds and choices for steps that run as Pods.</summary>
public sealed record PodOptions
{
    /// <summary>The environment variable that overrides <see cref="AgentImage"/>.</summary>
    public const string AgentImageVariable = "RUNBOOKS_AGENT_IMAGE";

    /// <summary>The image with the static agent at <c>/agent</c>, for steps with output files.</summary>
    public string AgentImage { get; init; } = NamedAgent ?? $"runbooks/agent:{ProductVersion}";

    /// <summary>Someone saw to it that the cluster has the agent: then it tells standard output from standard error, too.</summary>
    public bool NamesAgent { get; init; } = NamedAgent is not null;

    private static string? NamedAgent => Environment.GetEnvironmentVariable(AgentImageVariable) is { Length: > 0 } image ? image : null;

    /// <summary>The environment variable that sets <see cref="RegistryMirror"/>.</summary>
    public const string RegistryMirrorVariable = "RUNBOOKS_REGISTRY_MIRROR";

    /// <summary>Asked for the command of an image instead of the image's own registry, where the cluster pulls through a mirror, too; a URL.</summary>
    public Uri? RegistryMirror { get; init; } =
        Uri.TryCreate(Environment.GetEnvironmentVariable(RegistryMirrorVariable), UriKind.Absolute, out var mirror) ? mirror : null;

    /// <summary>How long a registry may take for one answer.</summary>
    public TimeSpan RegistryTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long an image may fail to be pulled before the step ends in Error. Kubernetes itself would try for ever.</summary>
    public TimeSpan ImagePullTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a Secret, ConfigMap or volume that the Pod names may be missing before the step ends in Error.</summary>
    public TimeSpan ConfigurationTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a Pod may wait for a node, for quota or for anything else before its container starts. Long enough for a cluster to grow.</summary>
    public TimeSpan PendingTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often a step's Pod is made again that was deleted before it began.</summary>
    public int Remakes { get; init; } = 5;

    /// <summary>How long calls of the API are repeated when it is down or overloaded.</summary>
    public TimeSpan ApiTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many Pods' logs are followed while they run; the others' are read when they end.</summary>
    public int LiveLogs { get; init; } = 64;

    /// <summary>The most of a container's log that is kept, in bytes.</summary>
    public long LogLimit { get; init; } = 10 * 1024 * 1024;

    private static string ProductVersion => typeof(PodOptions).Assembly.GetName().Version!.ToString(3);
}
