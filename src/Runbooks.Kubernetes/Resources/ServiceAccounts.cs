using System.Collections.Concurrent;
using k8s;
using k8s.Models;
using Runbooks.Kubernetes.Clusters;

namespace Runbooks.Kubernetes.Resources;

/// <summary>
/// The API as a service account sees it: a step that names one does what that account may do and no more, though it runs in the engine.
/// Its token is asked for when it is needed, and again before it runs out.
/// </summary>
internal sealed class ServiceAccounts(ClusterConnection cluster, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(string Namespace, string Account), Session> _sessions = new();
    private readonly Session _own = new(cluster, new ResourceApi(cluster.Client), DateTimeOffset.MaxValue);

    /// <param name="account">Null for the engine's own.</param>
    /// <exception cref="ResourceRefusedException">We get no token of it.</exception>
    public async Task<ResourceApi> AsAsync(string @namespace, string? account, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(account)) return _own.Api;
        if (_sessions.TryGetValue((@namespace, account), out var session) && session.Until > time.GetUtcNow()) return session.Api;
        // What an older session is used for goes on; it is closed with the process.
        return (_sessions[(@namespace, account)] = await OpenAsync(@namespace, account, cancellation)).Api;
    }

    public void Dispose()
    {
        foreach (var session in _sessions.Values) session.Connection.Dispose();
    }

    private async Task<Session> OpenAsync(string @namespace, string account, CancellationToken cancellation)
    {
        try
        {
            var request = new Authenticationv1TokenRequest { Spec = new V1TokenRequestSpec { Audiences = [], ExpirationSeconds = (long)Lifetime.TotalSeconds } };
            var token = await cluster.Client.CoreV1.CreateNamespacedServiceAccountTokenAsync(request, PathCheckedClient.Checked(account), @namespace, cancellationToken: cancellation);
            var connection = cluster.As(token.Status.Token);
            return new Session(connection, new ResourceApi(connection.Client), time.GetUtcNow() + Lifetime - Margin);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && !ApiFailure.Of(e).MayPass)
        {
            var failure = ApiFailure.Of(e);
            throw new ResourceRefusedException(failure.Kind == ApiFailureKind.NotFound
                ? $"there is no service account '{account}' in namespace '{@namespace}': {failure.Message}"
                : $"no token for service account '{account}': {failure.Message}. The account that runs Runbooks needs 'create' on 'serviceaccounts/token'", e);
        }
    }

    private sealed record Session(ClusterConnection Connection, ResourceApi Api, DateTimeOffset Until);
}
