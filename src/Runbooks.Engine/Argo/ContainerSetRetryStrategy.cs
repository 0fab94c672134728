namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>ContainerSetRetryStrategy</c>: within the Pod.</summary>
public sealed record ContainerSetRetryStrategy
{
    /// <summary>How often a container's command is tried again.</summary>
    public required AnyString Retries { get; init; }

    /// <summary>The wait between two tries, as in Go: <c>30s</c>.</summary>
    public string? Duration { get; init; }
}
