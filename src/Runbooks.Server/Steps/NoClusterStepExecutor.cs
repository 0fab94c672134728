using Runbooks.Engine.Steps;

namespace Runbooks.Server.Steps;

/// <summary>Stands in for a cluster where there is none: says so on the node, and what can be done.</summary>
/// <param name="reason">Why there is none: no kubeconfig, no answer.</param>
public sealed class NoClusterStepExecutor(string reason) : IStepExecutor
{
    public Task<StepOutcome> ExecuteAsync(StepContext step, CancellationToken cancellation) => Task.FromResult(StepOutcome.Error(
        step.Template.Resource is not null
            ? $"{reason}: a resource step needs a Kubernetes cluster; set KUBECONFIG"
            : $"{reason}: a container step needs a Kubernetes cluster; set KUBECONFIG, or run it as a local process with --runtime process"));
}
