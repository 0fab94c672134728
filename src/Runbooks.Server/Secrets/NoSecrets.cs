using Runbooks.Secrets;

namespace Runbooks.Server.Secrets;

/// <summary>Where there is no cluster there are no Secrets.</summary>
/// <param name="reason">Why there is no cluster.</param>
internal sealed class NoSecrets(string reason) : ISecretSource
{
    public Task<byte[]> ReadAsync(string @namespace, SecretKey secret, CancellationToken cancellation) =>
        throw new SecretUnavailableException($"Secret '{secret.Name}' can't be read: {reason}");

    public Task CheckWritableAsync(string @namespace, SecretKey secret, bool mayReplace, CancellationToken cancellation) =>
        throw new SecretUnavailableException($"Secret '{secret.Name}' can't be written: {reason}");
}
