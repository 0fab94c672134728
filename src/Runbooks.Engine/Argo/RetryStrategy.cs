using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>RetryStrategy</c>: which ends of a node are tried again, how often and after how long.</summary>
public sealed record RetryStrategy
{
    /// <summary>How often it is tried again after the first attempt; without it, without end.</summary>
    public AnyString? Limit { get; init; }

    /// <summary><c>Always</c>, <c>OnFailure</c>, <c>OnError</c> or <c>OnTransientError</c>. If it isn't given: <c>Always</c> with an <c>expression</c>, <c>OnFailure</c> without one.</summary>
    [AllowedValues("Always", "OnFailure", "OnError", "OnTransientError")]
    [DefaultValue("OnFailure")]
    public string? RetryPolicy { get; init; }

    public Backoff? Backoff { get; init; }

    /// <summary>Where the next attempt goes.</summary>
    public RetryAffinity? Affinity { get; init; }

    /// <summary>Tried again only if this holds, over <c>lastRetry</c>.</summary>
    public string? Expression { get; init; }

    /// <summary>The policy that counts.</summary>
    internal string PolicyInForce => RetryPolicy is { Length: > 0 } policy ? policy : Expression is { Length: > 0 } ? "Always" : "OnFailure";
}
