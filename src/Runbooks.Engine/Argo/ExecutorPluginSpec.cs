namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>ExecutorPluginSpec</c>.</summary>
public sealed record ExecutorPluginSpec
{
    /// <summary>The container that carries it out.</summary>
    public required ExecutorPluginSidecar Sidecar { get; init; }
}
