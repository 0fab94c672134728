namespace Runbooks.Kubernetes.Images;

/// <summary>What an image starts, from its configuration.</summary>
/// <param name="Entrypoint">The program; a container's <c>command</c> takes its place.</param>
/// <param name="Arguments">What the program is given (<c>Cmd</c>); a container's <c>args</c> take their place.</param>
internal sealed record ImageCommand(IReadOnlyList<string> Entrypoint, IReadOnlyList<string> Arguments);
