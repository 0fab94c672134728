namespace Runbooks.Secrets;

/// <summary>Where Secrets are read: a Kubernetes cluster, the sandbox, or nowhere.</summary>
public interface ISecretSource
{
    /// <summary>Reads one key of one Secret.</summary>
    /// <exception cref="SecretUnavailableException">The Secret or the key isn't there, or may not be read.</exception>
    Task<byte[]> ReadAsync(string @namespace, SecretKey secret, CancellationToken cancellation);
}
