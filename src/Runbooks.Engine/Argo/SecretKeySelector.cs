namespace Runbooks.Engine.Argo;

/// <summary>Kubernetes' <c>SecretKeySelector</c>: one key of a Secret in the run's namespace.</summary>
public sealed record SecretKeySelector
{
    /// <summary>The Secret's name.</summary>
    public string? Name { get; init; }

    /// <summary>The key in it.</summary>
    public required string Key { get; init; }

    /// <summary>It may be missing.</summary>
    public bool? Optional { get; init; }
}
