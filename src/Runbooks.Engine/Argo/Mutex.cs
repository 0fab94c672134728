namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>Mutex</c>.</summary>
public sealed record Mutex
{
    /// <summary>The lock's name.</summary>
    public string? Name { get; init; }

    /// <summary>The lock's namespace; the run's, unless it is given.</summary>
    public string? Namespace { get; init; }

    /// <summary>Shared by all that use the same database.</summary>
    public bool Database { get; init; }
}
