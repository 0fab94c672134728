namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>NoneStrategy</c>: the file as it is.</summary>
public sealed record NoneStrategy;
