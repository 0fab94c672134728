using System.Text.Json.Nodes;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>ExecutorPluginSidecar</c>.</summary>
public sealed record ExecutorPluginSidecar
{
    /// <summary>The container.</summary>
    [KubernetesType("Container")]
    public required JsonObject Container { get; init; }

    /// <summary>It is given the token of its service account.</summary>
    public bool AutomountServiceAccountToken { get; init; }
}
