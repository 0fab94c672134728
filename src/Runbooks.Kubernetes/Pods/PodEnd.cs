using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Clusters;

namespace Runbooks.Kubernetes.Pods;

/// <summary>
/// Ends the Pod of a step that was stopped. It is asked to go and not waited for, as in Argo: its containers have their grace period, and
/// what does not go then is killed by its node.
/// </summary>
internal sealed class PodEnd(StepContext step, PodServices services)
{
    /// <returns>What to say of it if it may go on; null if it is gone, or will be.</returns>
    public async Task<string?> RunAsync()
    {
        using var bound = new CancellationTokenSource(services.Options.ApiTimeout, services.Time);
        for (var backoff = new Backoff(); ; await backoff.WaitAsync(services.Time, CancellationToken.None))
            try
            {
                if (await services.Api.FindAsync(step, bound.Token) is { Metadata.DeletionTimestamp: null } pod) await services.Api.RemoveAsync(pod, bound.Token);
                return null;
            }
            catch (PodRefusedException)
            {
                // A Pod of someone else: this step never got one.
                return null;
            }
            catch (Exception e) when (bound.IsCancellationRequested || !ApiFailure.Of(e).MayPass)
            {
                return $"Pod '{step.PodName}' may still be running, it can't be deleted: {ApiFailure.Of(e).Message}";
            }
            catch (Exception)
            {
                // The API is away or busy: asked again, until it is time to give up.
            }
    }
}
