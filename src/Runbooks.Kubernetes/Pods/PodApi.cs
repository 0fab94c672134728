using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Clusters;

namespace Runbooks.Kubernetes.Pods;

/// <summary>Makes, finds and removes Pods. Names are deterministic, so however often a call is repeated there is one Pod.</summary>
internal sealed class PodApi(IKubernetes client, PodOptions options, TimeProvider time)
{
    private static readonly V1Patch End = new(
        $$$"""{"metadata": {"annotations": {"{{{PodLabels.Ended}}}": "true"}}, "spec": {"activeDeadlineSeconds": 1}}""", V1Patch.PatchType.MergePatch);

    // A namespace's default service account is made a moment after the namespace.
    private static readonly TimeSpan AccountTimeout = TimeSpan.FromSeconds(20);

    /// <summary>The step's Pod: the one that is there, or a new one. One that is left of the step from before the run was retried by hand goes.</summary>
    /// <exception cref="PodRefusedException">The API said no, or gave no answer for too long.</exception>
    /// <param name="deleted">The uid of the step's Pod before, which was deleted and may not be gone yet.</param>
    public async Task<V1Pod> CreateOrAdoptAsync(StepContext step, JsonObject body, CancellationToken cancellation, string? deleted = null)
    {
        var backoff = new Backoff();
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return (step.Adopt && deleted is null && await FindAsync(step, cancellation) is { } left && !IsOfBefore(left, step) ? left : null) ?? await CreateAsync(step, body, cancellation);
            }
            catch (Exception e) when (e is not PodRefusedException && !cancellation.IsCancellationRequested)
            {
                var failure = ApiFailure.Of(e);
                // Created by an earlier life, or by a request of ours whose answer was lost.
                if (failure.Kind == ApiFailureKind.AlreadyExists)
                {
                    // Not found: it has just gone.
                    if (await FindAsync(step, cancellation) is not { } existing || existing.Metadata.Uid == deleted)
                        failure = new ApiFailure(ApiFailureKind.Transient, $"Pod '{step.PodName}' is being deleted");
                    else if (!IsOfBefore(existing, step)) return existing;
                    else failure = await RemoveOfBeforeAsync(existing, cancellation);
                }
                if (!MayWait(failure, time.GetElapsedTime(start))) throw new PodRefusedException(Explain(failure, step), e);
                step.Journal.Report(new StepProgress(NodePhase.Pending, failure.Message));
                await backoff.WaitAsync(time, cancellation);
            }
        }
    }

    private static bool IsOfBefore(V1Pod pod, StepContext step) => pod.GetAnnotation(PodLabels.Attempt) is { } attempt && attempt != step.ClientToken;

    private async Task<ApiFailure> RemoveOfBeforeAsync(V1Pod pod, CancellationToken cancellation)
    {
        try
        {
            await RemoveAsync(pod, cancellation);
            return new ApiFailure(ApiFailureKind.Transient, $"Pod '{pod.Metadata.Name}', left from before the run was retried, is being deleted");
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return ApiFailure.Of(e);
        }
    }

    /// <summary>Removes the Pod if it is still in the state that was judged.</summary>
    /// <returns>Null if it is removed, else what it is now.</returns>
    public async Task<V1Pod?> RemoveUnchangedAsync(V1Pod judged, CancellationToken cancellation)
    {
        try
        {
            await DeleteAsync(judged, judged.Metadata.ResourceVersion, cancellation);
            return null;
        }
        catch (Exception e) when (ApiFailure.Of(e).Kind == ApiFailureKind.Conflict)
        {
            return await ReadAsync(judged.Metadata.NamespaceProperty, judged.Metadata.Name, cancellation);
        }
    }

    /// <summary>Gives a container of the Pod another image; see <see cref="ContainerSetRun"/>.</summary>
    public async Task SetImageAsync(V1Pod pod, string container, string image, CancellationToken cancellation)
    {
        var patch = new JsonObject { ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = container, ["image"] = image }) } };
        await client.CoreV1.PatchNamespacedPodAsync(new V1Patch(patch.ToJsonString(), V1Patch.PatchType.StrategicMergePatch), pod.Metadata.Name, pod.Metadata.NamespaceProperty,
            cancellationToken: cancellation);
    }

    /// <summary>
    /// Ends what still runs in a Pod whose step is over. A deadline in the past makes the kubelet stop all containers and keep what is known of
    /// those that have ended, and their logs; it takes no way into the Pod and no more permissions than a label does.
    /// </summary>
    public async Task EndAsync(V1Pod pod, CancellationToken cancellation)
    {
        try
        {
            await client.CoreV1.PatchNamespacedPodAsync(End, pod.Metadata.Name, pod.Metadata.NamespaceProperty, cancellationToken: cancellation);
        }
        catch (Exception e) when (ApiFailure.Of(e).Kind == ApiFailureKind.NotFound)
        {
            // Someone was faster.
        }
    }

    /// <summary>Removes the Pod, whatever its state.</summary>
    public Task RemoveAsync(V1Pod pod, CancellationToken cancellation) => DeleteAsync(pod, null, cancellation);

    private async Task DeleteAsync(V1Pod pod, string? version, CancellationToken cancellation)
    {
        try
        {
            var options = new V1DeleteOptions { Preconditions = new V1Preconditions { Uid = pod.Metadata.Uid, ResourceVersion = version } };
            await client.CoreV1.DeleteNamespacedPodAsync(pod.Metadata.Name, pod.Metadata.NamespaceProperty, options, cancellationToken: cancellation);
        }
        catch (Exception e) when (ApiFailure.Of(e).Kind == ApiFailureKind.NotFound)
        {
            // Someone was faster.
        }
    }

    /// <summary>The step's Pod if it is there.</summary>
    /// <exception cref="PodRefusedException">A Pod of that name is there and belongs to someone else.</exception>
    public async Task<V1Pod?> FindAsync(StepContext step, CancellationToken cancellation)
    {
        var pod = await ReadAsync(step.Run.Namespace, step.PodName, cancellation);
        if (pod is null || pod.GetLabel(PodLabels.RunId) == PodLabels.Value(step.Run.Id)) return pod;
        throw new PodRefusedException(
            $"Pod '{step.PodName}' is already in namespace '{step.Run.Namespace}' and is not of this run; "
            + $"delete it (kubectl -n {step.Run.Namespace} delete pod {step.PodName}) or give the run another name",
            new InvalidOperationException("foreign Pod"));
    }

    private async Task<V1Pod?> ReadAsync(string @namespace, string name, CancellationToken cancellation)
    {
        try
        {
            return await client.CoreV1.ReadNamespacedPodAsync(name, @namespace, cancellationToken: cancellation);
        }
        catch (Exception e) when (ApiFailure.Of(e).Kind == ApiFailureKind.NotFound)
        {
            return null;
        }
    }

    // By way of the untyped call, which sends the JSON as it is: the typed one would drop fields that this client doesn't know.
    private async Task<V1Pod> CreateAsync(StepContext step, JsonObject body, CancellationToken cancellation)
    {
        using var answer = await client.CustomObjects.CreateNamespacedCustomObjectWithHttpMessagesAsync<V1Pod>(body, "", "v1", step.Run.Namespace, "pods",
            cancellationToken: cancellation);
        return answer.Body;
    }

    private bool MayWait(ApiFailure failure, TimeSpan elapsed) => failure.MayPass && elapsed < failure.Kind switch
    {
        ApiFailureKind.OverQuota => options.PendingTimeout,
        ApiFailureKind.NoAccount => AccountTimeout,
        _ => options.ApiTimeout,
    };

    private static string Explain(ApiFailure failure, StepContext step)
    {
        var @namespace = step.Run.Namespace;
        return failure.Kind switch
        {
            ApiFailureKind.NotFound =>
                $"namespace '{@namespace}' is not there: {failure.Message}. Create it (kubectl create namespace {@namespace}) or run in another",
            ApiFailureKind.Forbidden => $"Pod can't be created: {Rbac.Explain(failure, @namespace)}",
            _ => $"Pod can't be created: {failure.Message}",
        };
    }
}
