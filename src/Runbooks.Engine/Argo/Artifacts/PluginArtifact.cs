namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>PluginArtifact</c>.</summary>
public sealed record PluginArtifact
{
    /// <summary>The artifact plugin's name.</summary>
    public string? Name { get; init; }

    /// <summary>Where the plugin keeps it.</summary>
    public required string Key { get; init; }

    /// <summary>What the plugin is told.</summary>
    public string? Configuration { get; init; }

    /// <summary>How long to wait for the plugin.</summary>
    public int? ConnectionTimeoutSeconds { get; init; }
}
