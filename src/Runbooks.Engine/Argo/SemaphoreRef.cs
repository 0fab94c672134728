namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>SemaphoreRef</c>: where it stands how many may hold it.</summary>
public sealed record SemaphoreRef
{
    /// <summary>A key of a ConfigMap whose value is the number.</summary>
    public ConfigMapKeySelector? ConfigMapKeyRef { get; init; }

    /// <summary>A number in the database.</summary>
    public SyncDatabaseRef? Database { get; init; }

    /// <summary>The lock's namespace; the run's, unless it is given.</summary>
    public string? Namespace { get; init; }
}
