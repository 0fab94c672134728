namespace Runbooks.Engine.Runs;

/// <summary>Messages of errors that pass by themselves, for the policy <c>OnTransientError</c>.</summary>
internal static class TransientError
{
    /// <summary>The phrases that Argo looks for.</summary>
    private static readonly string[] Phrases =
    [
        "unexpected error when reading response body", "stream error when reading response body", "Connection closed by foreign host", "net/http: TLS handshake timeout",
        "i/o timeout", "connection timed out", "connection reset by peer", "http2: client connection lost", "http2: server sent GOAWAY and closed the connection",
        "request did not complete within requested timeout", "connect: connection refused", "invalid connection", "client rate limiter Wait returned an error",
        "etcdserver: leader changed", "etcdserver: request timed out", "etcdserver: too many requests",
    ];

    public static bool IsIn(string? message) => message is not null && Array.Exists(Phrases, phrase => message.Contains(phrase, StringComparison.Ordinal));
}
