using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.Pods;
using Runbooks.Kubernetes.Resources;
using Backoff = Runbooks.Kubernetes.Clusters.Backoff;

namespace Runbooks.Kubernetes.Runs;

/// <summary>A run's PersistentVolumeClaims (<c>RUN-NAME</c>), its PodDisruptionBudget (<c>RUN</c>) and the Pods that are to go, as Argo names them.</summary>
public sealed class ClusterRunResources(ClusterConnection cluster, PodOptions options, TimeProvider time) : IRunResources
{
    private const string Protection = "kubernetes.io/pvc-protection";

    private static readonly ResourceType Claim = new("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", Namespaced: true);
    private static readonly ResourceFlags Flags = ResourceFlags.Parse([]);

    private readonly ResourceApi _api = new(cluster.Client);

    public async Task<string?> PrepareAsync(RunIdentity run, WorkflowSpec spec, CancellationToken cancellation)
    {
        var wrong = await TryAsync(async () =>
        {
            foreach (var template in PodJson.Items(spec.VolumeClaimTemplates).OfType<JsonObject>()) await MakeAsync(run, ClaimOf(run, template), Claim, cancellation);
        }, cancellation);
        // Argo's words, which people look for.
        if (wrong is not null) return $"pvc create error: {wrong}";
        return spec.PodDisruptionBudget is not { } budget ? null
            : await TryAsync(async () => await MakeAsync(run, BudgetOf(run, budget), await BudgetTypeAsync(cancellation), cancellation), cancellation);
    }

    public Task<string?> ClearAsync(RunIdentity run, WorkflowSpec spec, bool succeeded, IReadOnlyList<string> pods, CancellationToken cancellation) => TryAsync(async () =>
    {
        if (pods.Count > 0) await RemovePodsAsync(run, spec, pods, cancellation);
        if (spec.PodDisruptionBudget is not null) await _api.DeleteAsync(new ResourceTarget(await BudgetTypeAsync(cancellation), run.Namespace, run.Name), Flags, cancellation);
        if (!succeeded && spec.VolumeClaimGC?.Strategy != "OnWorkflowCompletion") return;
        foreach (var template in PodJson.Items(spec.VolumeClaimTemplates)) await RemoveClaimAsync(run, Volumes.ClaimName(run.Name, NameOf(template)), cancellation);
    }, cancellation);

    public async Task RemovePodAsync(RunIdentity run, WorkflowSpec spec, string pod, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(PodSelection.DelayOf(spec.PodGC), time, cancellation);
            await RemovePodsAsync(run, spec, [pod], cancellation);
        }
        catch (Exception)
        {
            // What is left at the end of the run goes then.
        }
    }

    private static JsonObject ClaimOf(RunIdentity run, JsonObject template)
    {
        var claim = (JsonObject)template.DeepClone();
        (claim["apiVersion"], claim["kind"]) = ("v1", Claim.Kind);
        claim["metadata"]!["name"] = Volumes.ClaimName(run.Name, NameOf(template));
        claim.Remove("status");
        return claim;
    }

    private static JsonObject BudgetOf(RunIdentity run, JsonObject written)
    {
        var spec = (JsonObject)written.DeepClone();
        spec["selector"] ??= new JsonObject { ["matchLabels"] = new JsonObject { [PodLabels.Workflow] = PodLabels.Value(run.Name) } };
        return new JsonObject { ["metadata"] = new JsonObject { ["name"] = run.Name }, ["spec"] = spec };
    }

    private static string NameOf(JsonNode? template) => template?["metadata"].Text("name") ?? "";

    /// <summary>policy/v1, or what older clusters have.</summary>
    private Task<ResourceType> BudgetTypeAsync(CancellationToken cancellation) => _api.Types.FindAsync("poddisruptionbudgets.policy", cancellation);

    /// <summary>What is there already is taken for the run's own if it has its label.</summary>
    private async Task MakeAsync(RunIdentity run, JsonObject body, ResourceType type, CancellationToken cancellation)
    {
        var metadata = (JsonObject)body["metadata"]!;
        if (metadata["labels"] is not JsonObject labels) metadata["labels"] = labels = [];
        (labels[PodLabels.Workflow], labels[PodLabels.RunId]) = (PodLabels.Value(run.Name), PodLabels.Value(run.Id));
        (body["apiVersion"], body["kind"]) = (type.Group.Length == 0 ? type.Version : $"{type.Group}/{type.Version}", type.Kind);
        var at = new ResourceTarget(type, run.Namespace, metadata["name"]!.ToString());
        try
        {
            await _api.CreateAsync(at, body, Flags, cancellation);
        }
        catch (Exception e) when (ApiFailure.Of(e).Kind == ApiFailureKind.AlreadyExists)
        {
            if (await _api.FindAsync(at, cancellation) is { } there && there["metadata"]?["labels"].Text(PodLabels.RunId) != PodLabels.Value(run.Id))
                throw new ResourceRefusedException($"{at} is there already and is not of this run; delete it or give the run another name");
        }
    }

    private async Task RemoveClaimAsync(RunIdentity run, string name, CancellationToken cancellation)
    {
        var at = new ResourceTarget(Claim, run.Namespace, name);
        await _api.DeleteAsync(at, Flags, cancellation);
        // As Argo does: finished Pods still name the claim, and would keep it.
        if (await _api.FindAsync(at, cancellation) is not { } left || left["metadata"]!["finalizers"] is not JsonArray finalizers) return;
        var kept = new JsonArray([.. finalizers.Where(finalizer => finalizer?.ToString() != Protection).Select(finalizer => finalizer?.DeepClone())]);
        await _api.PatchAsync(at, new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = kept } }, V1Patch.PatchType.MergePatch, Flags, cancellation);
    }

    private async Task RemovePodsAsync(RunIdentity run, WorkflowSpec spec, IReadOnlyList<string> pods, CancellationToken cancellation)
    {
        var (names, selector) = (pods.ToHashSet(StringComparer.Ordinal), PodSelection.Of(run, spec.PodGC));
        var list = await cluster.Client.CoreV1.ListNamespacedPodAsync(run.Namespace, labelSelector: selector, fieldSelector: pods is [var only] ? $"metadata.name={only}" : null,
            cancellationToken: cancellation);
        foreach (var pod in list.Items.Where(pod => names.Contains(pod.Metadata.Name) && pod.Metadata.DeletionTimestamp is null)) await RemoveAsync(pod, cancellation);
    }

    private async Task RemoveAsync(V1Pod pod, CancellationToken cancellation)
    {
        try
        {
            await cluster.Client.CoreV1.DeleteNamespacedPodAsync(pod.Metadata.Name, pod.Metadata.NamespaceProperty, cancellationToken: cancellation);
        }
        catch (Exception e) when (ApiFailure.Of(e).Kind == ApiFailureKind.NotFound)
        {
            // Someone was faster.
        }
    }

    private static string Grant(ApiFailure failure) => failure.Kind == ApiFailureKind.Forbidden
        ? "; grant the account that runs Runbooks get, create, patch and delete on persistentvolumeclaims and poddisruptionbudgets.policy" : "";

    private async Task<string?> TryAsync(Func<Task> work, CancellationToken cancellation)
    {
        var backoff = new Backoff();
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                await work();
                return null;
            }
            catch (ResourceRefusedException refused)
            {
                return refused.Message;
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                var failure = ApiFailure.Of(e);
                if (!failure.MayPass || time.GetElapsedTime(start) > options.ApiTimeout) return failure.Message + Grant(failure);
            }
            await backoff.WaitAsync(time, cancellation);
        }
    }
}
