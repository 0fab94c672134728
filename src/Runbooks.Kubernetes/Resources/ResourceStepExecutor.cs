using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.Pods;

namespace Runbooks.Kubernetes.Resources;

/// <summary>
/// Carries out <c>resource</c> templates by calling the cluster's API from here: no Pod, no kubectl. A step with a service account, its own
/// or the workflow's, acts as that account; any other acts as the account that runs Runbooks.
/// </summary>
public sealed class ResourceStepExecutor(ClusterConnection cluster, PodOptions options, TimeProvider time) : IStepExecutor, IDisposable
{
    // Of Argo's executor, when it could not do what it was asked.
    private const string Refused = "64";

    private readonly ServiceAccounts _accounts = new(cluster, time);

    public async Task<StepOutcome> ExecuteAsync(StepContext step, CancellationToken cancellation)
    {
        step.Journal.Report(new StepProgress(NodePhase.Running));
        try
        {
            var account = step.Template.ServiceAccountName ?? step.Spec.ServiceAccountName;
            var api = await _accounts.AsAsync(step.Run.Namespace, account, cancellation);
            return await new ResourceStep(step, api, options, time).RunAsync(cancellation);
        }
        catch (ResourceRefusedException e)
        {
            return new StepOutcome(NodePhase.Failed, e.Message, new StepOutputs { ExitCode = Refused });
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return StepOutcome.Error($"resource step: {ApiFailure.Of(e).Message}");
        }
    }

    public void Dispose() => _accounts.Dispose();
}
