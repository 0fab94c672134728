namespace Runbooks.Engine.Steps;

/// <param name="Id">Unique for ever: a version 7 UUID. Argo's <c>metadata.uid</c>.</param>
/// <param name="Name">The run's name, unique in its namespace.</param>
public sealed record RunIdentity(string Id, string Name, string Namespace);
