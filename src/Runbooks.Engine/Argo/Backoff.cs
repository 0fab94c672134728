namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>Backoff</c>: how long to wait between attempts. Lengths of time are Go's (<c>1m30s</c>), or seconds.</summary>
public sealed record Backoff
{
    /// <summary>The wait before the second attempt.</summary>
    public string? Duration { get; init; }

    /// <summary>How many times as long each later wait is as the one before.</summary>
    public AnyString? Factor { get; init; }

    /// <summary>No attempt begins this long after the first one did.</summary>
    public string? MaxDuration { get; init; }

    /// <summary>The longest wait.</summary>
    public string? Cap { get; init; }
}
