namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>ExecutorPlugin</c>: a plugin of this workflow's own.</summary>
public sealed record ExecutorPlugin
{
    /// <summary>Its name, for <c>plugin</c> templates.</summary>
    public Metadata Metadata { get; init; } = new();

    /// <summary>What it is.</summary>
    public required ExecutorPluginSpec Spec { get; init; }
}
