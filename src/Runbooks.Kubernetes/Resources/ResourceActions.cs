using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.Pods;

namespace Runbooks.Kubernetes.Resources;

/// <summary>What a resource step does, object by object. Each can be repeated: a process that comes after a crash does the same again.</summary>
internal sealed class ResourceActions(StepContext step, Resource resource, ResourceFlags flags, ResourceApi api)
{
    /// <summary>On what a step has created: the step's token, by which it knows its own again.</summary>
    public const string CreatedBy = "runbooks.dev/created-by";

    // Kubernetes' own alphabet for made-up names: no vowels, nothing that looks like something else.
    private const string NameAlphabet = "bcdfghjklmnpqrstvwxz2456789";

    /// <param name="index">Which of the step's manifests it is.</param>
    /// <returns>The object as it is now.</returns>
    public Task<JsonObject> DoAsync(ResourceTarget at, JsonNode manifest, int index, CancellationToken cancellation) => resource.Action switch
    {
        "create" => CreateAsync(at, (JsonObject)manifest, cancellation),
        "apply" => api.PatchAsync(at, manifest, V1Patch.PatchType.ApplyPatch, flags, cancellation),
        "replace" => ReplaceAsync(at, (JsonObject)manifest, cancellation),
        "patch" => api.PatchAsync(at, manifest, PatchType(), flags, cancellation),
        "get" => api.GetAsync(at, cancellation),
        _ => throw new ResourceRefusedException($"resource.action '{resource.Action}' is none of get, create, apply, patch, replace, delete"),
    };

    /// <summary>A name for an object that has only a <c>generateName</c>: the same each time this step is tried again, so that it is made once.</summary>
    public string NameFor(string generateName, int index)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{step.ClientToken}/{index}"));
        return generateName + string.Concat(hash.Take(5).Select(each => NameAlphabet[each % NameAlphabet.Length]));
    }

    private async Task<JsonObject> CreateAsync(ResourceTarget at, JsonObject manifest, CancellationToken cancellation)
    {
        var body = (JsonObject)manifest.DeepClone();
        var metadata = (JsonObject)body["metadata"]!;
        metadata["name"] = at.Name;
        // With both, the API takes a name that is taken for bad luck and asks to try again.
        metadata.Remove("generateName");
        if (metadata["annotations"] is not JsonObject annotations) metadata["annotations"] = annotations = [];
        annotations[CreatedBy] = step.ClientToken;
        try
        {
            return await api.CreateAsync(at, body, flags, cancellation);
        }
        catch (Exception e) when (ApiFailure.Of(e).Kind == ApiFailureKind.AlreadyExists)
        {
            // Ours, if the answer to an earlier request was lost.
            if (await api.FindAsync(at, cancellation) is { } existing && existing["metadata"]?["annotations"].Text(CreatedBy) == step.ClientToken) return existing;
            throw;
        }
    }

    private async Task<JsonObject> ReplaceAsync(ResourceTarget at, JsonObject manifest, CancellationToken cancellation)
    {
        var body = (JsonObject)manifest.DeepClone();
        var metadata = (JsonObject)body["metadata"]!;
        if (metadata["resourceVersion"] is null) metadata["resourceVersion"] = (await api.GetAsync(at, cancellation))["metadata"]!["resourceVersion"]!.DeepClone();
        return await api.ReplaceAsync(at, body, flags, cancellation);
    }

    private V1Patch.PatchType PatchType() => resource.MergeStrategy switch
    {
        null or "" or "strategic" => V1Patch.PatchType.StrategicMergePatch,
        "merge" => V1Patch.PatchType.MergePatch,
        "json" => V1Patch.PatchType.JsonPatch,
        var other => throw new ResourceRefusedException($"resource.mergeStrategy '{other}' is none of strategic, merge, json"),
    };
}
