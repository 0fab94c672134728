namespace Runbooks.Secrets;

/// <summary>Where Secrets are read and written: a Kubernetes cluster, the sandbox, or nowhere.</summary>
public interface ISecretSource
{
    /// <summary>Reads one key of one Secret.</summary>
    /// <exception cref="SecretUnavailableException">The Secret or the key isn't there, or may not be read.</exception>
    Task<byte[]> ReadAsync(string @namespace, SecretKey secret, CancellationToken cancellation);

    /// <summary>Makes sure, before a call whose answer is to be kept, that <see cref="WriteAsync"/> will do; nothing is written yet.</summary>
    /// <param name="mayReplace">The key may be there already.</param>
    /// <exception cref="SecretUnavailableException">The Secret may not be written, or the key is there.</exception>
    Task CheckWritableAsync(string @namespace, SecretKey secret, bool mayReplace, CancellationToken cancellation) =>
        throw new SecretUnavailableException($"Secret '{secret.Name}' can't be written here");

    /// <summary>Writes one key of one Secret, which is made if it isn't there; its other keys stay.</summary>
    /// <param name="mayReplace">The key may be there already.</param>
    /// <exception cref="SecretUnavailableException">It could not be written, or the key is there with another value, which stays.</exception>
    Task WriteAsync(string @namespace, SecretKey secret, byte[] value, bool mayReplace, CancellationToken cancellation) =>
        throw new SecretUnavailableException($"Secret '{secret.Name}' can't be written here");
}
