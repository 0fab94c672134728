namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>RetryStrategy</c>: which ends of a node are tried again, how often and after how long.</summary>
[NotYet("affinity", "expression")]
public sealed record RetryStrategy
{
    /// <summary>How often it is tried again after the first attempt; without it, without end.</summary>
    public AnyString? Limit { get; init; }

    /// <summary><c>Always</c>, <c>OnFailure</c> (if it isn't given), <c>OnError</c> or <c>OnTransientError</c>.</summary>
    public string? RetryPolicy { get; init; }

    public Backoff? Backoff { get; init; }
}
