using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>RetryStrategy</c>: which ends of a node are tried again, how often and after how long.</summary>
public sealed record RetryStrategy
{
    /// <summary>How often it is tried again after the first attempt; without it, without end.</summary>
    public AnyString? Limit { get; init; }

    /// <summary><c>Always</c>, <c>OnFailure</c>, <c>OnError</c> or <c>OnTransientError</c>.</summary>
    [AllowedValues("Always", "OnFailure", "OnError", "OnTransientError")]
    [DefaultValue("OnFailure")]
    public string? RetryPolicy { get; init; }

    public Backoff? Backoff { get; init; }

    /// <summary>Where the next attempt goes.</summary>
    [NotYet]
    public RetryAffinity? Affinity { get; init; }

    /// <summary>Tried again only if this holds, over <c>lastRetry</c>.</summary>
    [NotYet]
    public string? Expression { get; init; }
}
