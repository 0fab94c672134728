using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Runbooks.Providers.Sandbox.Authentication;

/// <summary>The temporary credentials that STS has handed out.</summary>
internal sealed class Sessions
{
    private readonly ConcurrentDictionary<string, Session> _byAccessKey = new(StringComparer.Ordinal);

    public Session? Find(string accessKeyId) => _byAccessKey.GetValueOrDefault(accessKeyId);

    public Session Open(Caller caller, DateTimeOffset expiration)
    {
        var session = new Session(
            UniqueIds.Random("ASIA"),
            RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 40),
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(120)),
            expiration,
            caller);
        _byAccessKey[session.AccessKeyId] = session;
        return session;
    }
}
