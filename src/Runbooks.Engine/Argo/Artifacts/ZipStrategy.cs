namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>ZipStrategy</c>: a zip file.</summary>
public sealed record ZipStrategy;
