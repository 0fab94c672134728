namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>SyncDatabaseRef</c>.</summary>
public sealed record SyncDatabaseRef
{
    /// <summary>The limit's name: see <c>runbooks sync</c>.</summary>
    public required string Key { get; init; }
}
