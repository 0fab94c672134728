using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Runbooks.Kubernetes.Clusters;

namespace Runbooks.Kubernetes.Resources;

/// <summary>Kubernetes' verbs on objects of any type, as JSON.</summary>
internal sealed class ResourceApi(IKubernetes client)
{
    private readonly ICustomObjectsOperations _objects = client.CustomObjects;

    public ResourceTypes Types { get; } = new(client);

    public async Task<JsonObject> GetAsync(ResourceTarget at, CancellationToken cancellation) => Json(at.Type.Namespaced
        ? await _objects.GetNamespacedCustomObjectAsync(at.Type.Group, at.Type.Version, at.Namespace, at.Type.Plural, at.Name, cancellation)
        : await _objects.GetClusterCustomObjectAsync(at.Type.Group, at.Type.Version, at.Type.Plural, at.Name, cancellation));

    /// <returns>Null if it isn't there.</returns>
    public async Task<JsonObject?> FindAsync(ResourceTarget at, CancellationToken cancellation)
    {
        try
        {
            return await GetAsync(at, cancellation);
        }
        catch (Exception e) when (ApiFailure.Of(e).Kind == ApiFailureKind.NotFound)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<ResourceTarget>> ListAsync(ResourceType type, string @namespace, ResourceFlags flags, CancellationToken cancellation)
    {
        var list = type.Namespaced
            ? await _objects.ListNamespacedCustomObjectAsync(type.Group, type.Version, @namespace, type.Plural, labelSelector: flags.Selector,
                fieldSelector: flags.FieldSelector, cancellationToken: cancellation)
            : await _objects.ListClusterCustomObjectAsync(type.Group, type.Version, type.Plural, labelSelector: flags.Selector,
                fieldSelector: flags.FieldSelector, cancellationToken: cancellation);
        return [.. ((JsonArray)Json(list)["items"]!).Select(item => new ResourceTarget(type, @namespace, item!["metadata"]!["name"]!.ToString()))];
    }

    public async Task<JsonObject> CreateAsync(ResourceTarget at, JsonObject body, ResourceFlags flags, CancellationToken cancellation) => Json(at.Type.Namespaced
        ? await _objects.CreateNamespacedCustomObjectAsync(body, at.Type.Group, at.Type.Version, at.Namespace, at.Type.Plural, DryRun(flags), flags.FieldManager,
            flags.Validation, cancellationToken: cancellation)
        : await _objects.CreateClusterCustomObjectAsync(body, at.Type.Group, at.Type.Version, at.Type.Plural, DryRun(flags), flags.FieldManager, flags.Validation,
            cancellationToken: cancellation));

    public async Task<JsonObject> ReplaceAsync(ResourceTarget at, JsonObject body, ResourceFlags flags, CancellationToken cancellation) => Json(at.Type.Namespaced
        ? await _objects.ReplaceNamespacedCustomObjectAsync(body, at.Type.Group, at.Type.Version, at.Namespace, at.Type.Plural, at.Name, DryRun(flags),
            flags.FieldManager, flags.Validation, cancellation)
        : await _objects.ReplaceClusterCustomObjectAsync(body, at.Type.Group, at.Type.Version, at.Type.Plural, at.Name, DryRun(flags), flags.FieldManager,
            flags.Validation, cancellation));

    public async Task<JsonObject> PatchAsync(ResourceTarget at, JsonNode patch, V1Patch.PatchType type, ResourceFlags flags, CancellationToken cancellation)
    {
        var (body, (group, version, plural, _, namespaced)) = (new V1Patch(patch.ToJsonString(), type), at.Type);
        // Only apply knows conflicts to force.
        bool? force = type == V1Patch.PatchType.ApplyPatch ? true : null;
        var validation = type == V1Patch.PatchType.ApplyPatch ? flags.Validation : null;
        return Json((flags.Subresource, namespaced) switch
        {
            (null, true) => await _objects.PatchNamespacedCustomObjectAsync(body, group, version, at.Namespace, plural, at.Name, DryRun(flags), flags.FieldManager, validation, force, cancellation),
            (null, false) => await _objects.PatchClusterCustomObjectAsync(body, group, version, plural, at.Name, DryRun(flags), flags.FieldManager, validation, force, cancellation),
            (_, true) => await _objects.PatchNamespacedCustomObjectStatusAsync(body, group, version, at.Namespace, plural, at.Name, DryRun(flags), flags.FieldManager, validation, force, cancellation),
            _ => await _objects.PatchClusterCustomObjectStatusAsync(body, group, version, plural, at.Name, DryRun(flags), flags.FieldManager, validation, force, cancellation),
        });
    }

    /// <returns>False if it isn't there.</returns>
    public async Task<bool> DeleteAsync(ResourceTarget at, ResourceFlags flags, CancellationToken cancellation)
    {
        try
        {
            var options = new V1DeleteOptions { PropagationPolicy = flags.Propagation, GracePeriodSeconds = flags.GracePeriod, DryRun = flags.IsDryRun ? ["All"] : null };
            if (at.Type.Namespaced)
                await _objects.DeleteNamespacedCustomObjectAsync(at.Type.Group, at.Type.Version, at.Namespace, at.Type.Plural, at.Name, options, cancellationToken: cancellation);
            else
                await _objects.DeleteClusterCustomObjectAsync(at.Type.Group, at.Type.Version, at.Type.Plural, at.Name, options, cancellationToken: cancellation);
            return true;
        }
        catch (Exception e) when (ApiFailure.Of(e).Kind == ApiFailureKind.NotFound)
        {
            return false;
        }
    }

    // What the client makes of any object.
    private static JsonObject Json(object answer) => JsonObject.Create((JsonElement)answer)!;

    private static string? DryRun(ResourceFlags flags) => flags.IsDryRun ? "All" : null;
}
