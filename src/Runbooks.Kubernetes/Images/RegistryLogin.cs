namespace Runbooks.Kubernetes.Images;

/// <summary>A name and a password for a registry.</summary>
internal sealed record RegistryLogin(string Name, string Password);
