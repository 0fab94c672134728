using System.Text.Json.Nodes;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>ContainerSetTemplate</c>: several containers in one Pod, some before others.</summary>
public sealed record ContainerSet
{
    /// <summary>The containers; the one called <c>main</c> gives the outputs.</summary>
    [KubernetesType("ContainerNode", List = true)]
    public required JsonArray Containers { get; init; }

    /// <summary>For all of them.</summary>
    [KubernetesType("VolumeMount", List = true)]
    public JsonArray? VolumeMounts { get; init; }

    /// <summary>For each of them.</summary>
    [NotYet]
    public ContainerSetRetryStrategy? RetryStrategy { get; init; }
}
