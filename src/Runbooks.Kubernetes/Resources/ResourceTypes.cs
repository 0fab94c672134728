using System.Collections.Concurrent;
using k8s;
using k8s.Models;
using Runbooks.Kubernetes.Clusters;

namespace Runbooks.Kubernetes.Resources;

/// <summary>The types that a cluster knows. What it didn't know is asked again: a definition may have come since.</summary>
internal sealed class ResourceTypes(IKubernetes client)
{
    private readonly ConcurrentDictionary<(string Group, string Version), Task<IReadOnlyList<V1APIResource>>> _known = new();

    /// <param name="apiVersion"><c>v1</c>, <c>batch/v1</c></param>
    /// <exception cref="ResourceRefusedException">The cluster has no such type.</exception>
    public async Task<ResourceType> FindAsync(string apiVersion, string kind, CancellationToken cancellation)
    {
        var (group, version) = apiVersion.Split('/', 2) is [var g, var v] ? (g, v) : ("", apiVersion);
        foreach (var anew in new[] { false, true })
            if ((await ListAsync(group, version, anew, cancellation)).FirstOrDefault(each => each.Kind == kind) is { } found)
                return Type(group, version, found);
        throw new ResourceRefusedException($"no matches for kind \"{kind}\" in version \"{apiVersion}\": the cluster does not know it; is its definition (CRD) installed?");
    }

    /// <param name="word">As kubectl takes it: <c>pod</c>, <c>pods</c>, <c>po</c>, <c>deployments.apps</c>.</param>
    /// <exception cref="ResourceRefusedException">The cluster has no such type.</exception>
    public async Task<ResourceType> FindAsync(string word, CancellationToken cancellation)
    {
        var (name, suffix) = word.ToLowerInvariant().Split('.', 2) is [var first, var rest] ? (first, rest) : (word.ToLowerInvariant(), null);
        foreach (var anew in new[] { false, true })
            foreach (var (group, version) in await VersionsAsync(cancellation))
                if (Fits(suffix, group, version) && (await ListAsync(group, version, anew, cancellation)).FirstOrDefault(each => IsCalled(each, name)) is { } found)
                    return Type(group, version, found);
        throw new ResourceRefusedException($"the server doesn't have a resource type \"{word}\"");
    }

    private static bool Fits(string? suffix, string group, string version) => suffix is null || suffix == group || suffix == $"{version}.{group}";

    private static bool IsCalled(V1APIResource resource, string name) =>
        resource.Name == name || resource.SingularName == name || resource.Kind.Equals(name, StringComparison.OrdinalIgnoreCase) || resource.ShortNames?.Contains(name) == true;

    private static ResourceType Type(string group, string version, V1APIResource found) => new(group, version, found.Name, found.Kind, found.Namespaced);

    private async Task<IReadOnlyList<(string Group, string Version)>> VersionsAsync(CancellationToken cancellation)
    {
        var groups = await client.Apis.GetAPIVersionsAsync(cancellation);
        return [("", "v1"), .. groups.Groups.Select(group => (group.Name, group.PreferredVersion.Version))];
    }

    private async Task<IReadOnlyList<V1APIResource>> ListAsync(string group, string version, bool anew, CancellationToken cancellation)
    {
        var key = (group, version);
        if (anew) _known.TryRemove(key, out _);
        var listing = _known.GetOrAdd(key, _ => AskAsync(group, version, CancellationToken.None));
        try
        {
            return await listing.WaitAsync(cancellation);
        }
        catch (Exception) when (listing.IsFaulted)
        {
            _known.TryRemove(KeyValuePair.Create(key, listing));
            throw;
        }
    }

    private async Task<IReadOnlyList<V1APIResource>> AskAsync(string group, string version, CancellationToken cancellation)
    {
        try
        {
            var list = group.Length == 0
                ? await client.CoreV1.GetAPIResourcesAsync(cancellation)
                : await client.CustomObjects.GetAPIResourcesAsync(group, version, cancellation);
            return [.. list.Resources.Where(resource => !resource.Name.Contains('/', StringComparison.Ordinal))];
        }
        catch (Exception e) when (ApiFailure.Of(e).Kind == ApiFailureKind.NotFound)
        {
            return [];
        }
    }
}
