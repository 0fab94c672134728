using System.Net.Sockets;
using System.Security.Authentication;

namespace Runbooks.Server.Steps.Http;

/// <summary>Why a request came to nothing, in the words of Go's network errors: retry policies, ours and Argo's, look for some of them.</summary>
internal static class NetworkFailure
{
    /// <returns>Null for what is no failure of a request.</returns>
    public static string? Describe(Exception failure) => failure switch
    {
        _ when Within<SocketException>(failure) is { } socket => OfSocket(socket),
        _ when Within<AuthenticationException>(failure) is { } tls => $"tls: {tls.Message}",
        // SocketsHttpHandler gives up on a connection, or on its handshake, with that.
        OperationCanceledException or HttpRequestException { InnerException: TimeoutException } => "dial tcp: i/o timeout: no connection in time",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => $"dial tcp: lookup: {failure.Message}",
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "unexpected EOF",
        HttpRequestException or IOException => Reasons(failure),
        // What the client finds wrong with a request that is none, whatever its form.
        InvalidOperationException or ArgumentException or FormatException or NotSupportedException => $"it can't be sent: {failure.Message}",
        _ => null,
    };

    private static string OfSocket(SocketException socket) => socket.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "dial tcp: connect: connection refused",
        SocketError.TimedOut => "dial tcp: i/o timeout: connection timed out",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "read: connection reset by peer",
        SocketError.HostNotFound or SocketError.NoData => "dial tcp: lookup: no such host",
        SocketError.TryAgain => "dial tcp: lookup: i/o timeout: the name servers don't answer",
        SocketError.NetworkUnreachable => "dial tcp: connect: network is unreachable",
        SocketError.HostUnreachable => "dial tcp: connect: no route to host",
        _ => socket.Message,
    };

    /// <summary>What .NET says, without saying the same twice.</summary>
    private static string Reasons(Exception failure) =>
        failure.InnerException is { } inner && !failure.Message.Contains(inner.Message, StringComparison.Ordinal) ? $"{failure.Message} {inner.Message}" : failure.Message;

    private static T? Within<T>(Exception? failure) where T : Exception
    {
        for (; failure is not null; failure = failure.InnerException)
            if (failure is T found) return found;
        return null;
    }
}
