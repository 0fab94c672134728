namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>RetryNodeAntiAffinity</c>: there is nothing to say about it.</summary>
public sealed record RetryNodeAntiAffinity;
