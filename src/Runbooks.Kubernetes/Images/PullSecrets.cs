using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using Runbooks.Kubernetes.Clusters;

namespace Runbooks.Kubernetes.Images;

/// <summary>The logins of <c>imagePullSecrets</c>: Secrets of the type <c>kubernetes.io/dockerconfigjson</c>.</summary>
internal static class PullSecrets
{
    /// <returns>The first login for the host; null if there is none, or if it can't be read: the registry will then say what it lacks.</returns>
    public static async Task<RegistryLogin?> FindAsync(IKubernetes client, string @namespace, JsonNode? references, string host, CancellationToken cancellation)
    {
        foreach (var reference in references as JsonArray ?? [])
            if ((string?)reference?["name"] is { Length: > 0 } name && await ReadAsync(client, @namespace, name, host, cancellation) is { } login) return login;
        return null;
    }

    private static async Task<RegistryLogin?> ReadAsync(IKubernetes client, string @namespace, string name, string host, CancellationToken cancellation)
    {
        try
        {
            var secret = await client.CoreV1.ReadNamespacedSecretAsync(PathCheckedClient.Checked(name), @namespace, cancellationToken: cancellation);
            if (secret.Data?.TryGetValue(".dockerconfigjson", out var file) != true) return null;
            var logins = JsonNode.Parse(file)?["auths"] as JsonObject;
            return logins?.Where(login => IsFor(login.Key, host)).Select(login => Login(login.Value)).FirstOrDefault(login => login is not null);
        }
        catch (Exception e) when (e is HttpOperationException or JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Keys are hosts or, from of old, URLs: <c>https://index.docker.io/v1/</c>.</summary>
    private static bool IsFor(string key, string host)
    {
        var named = key.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(key, UriKind.Absolute, out var url) ? url.Authority : key.Split('/')[0];
        return named == host || (host == "docker.io" && named is "index.docker.io" or "registry-1.docker.io");
    }

    private static RegistryLogin? Login(JsonNode? login)
    {
        if ((string?)login?["username"] is { } name && (string?)login["password"] is { } password) return new RegistryLogin(name, password);
        if ((string?)login?["auth"] is not { } both) return null;
        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(both)).Split(':', 2);
        return parts.Length == 2 ? new RegistryLogin(parts[0], parts[1]) : null;
    }
}
