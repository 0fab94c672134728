namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>RetryAffinity</c>.</summary>
public sealed record RetryAffinity
{
    /// <summary>The next attempt goes to another node.</summary>
    public RetryNodeAntiAffinity? NodeAntiAffinity { get; init; }
}
