using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.Images;
using Runbooks.Kubernetes.Logs;
using Runbooks.Kubernetes.Watching;

namespace Runbooks.Kubernetes.Pods;

/// <summary>Carries out <c>container</c> and <c>script</c> templates, each as one Pod. Cancellation leaves the Pod running.</summary>
public sealed class PodStepExecutor : IStepExecutor, IAsyncDisposable
{
    private readonly PodServices _services;

    public PodStepExecutor(ClusterConnection cluster, PodOptions options, TimeProvider time)
    {
        var client = cluster.Client;
        _services = new PodServices(client, options, time)
        {
            Api = new PodApi(client, options, time),
            Watches = new Watches(client, time),
            LiveLogs = new LiveLogs(options.LiveLogs),
            Marks = new CompletionMarks(client, time),
            Images = new ImageCommands(client, options, time),
        };
    }

    /// <summary>A Pod's deadline is kept by its node, from when it is active there.</summary>
    public bool KeepsDeadline => true;

    public async Task<StepOutcome> ExecuteAsync(StepContext step, CancellationToken cancellation)
    {
        try
        {
            return await new PodStep(step, _services).RunAsync(cancellation);
        }
        catch (Exception e) when (e is PodBuildException or PodRefusedException or ClusterUnreachableException)
        {
            return StepOutcome.Error(e.Message);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return StepOutcome.Error($"Pod '{step.PodName}' can't be followed: {ApiFailure.Of(e).Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.Marks.DisposeAsync();
        await _services.Watches.DisposeAsync();
        _services.LiveLogs.Dispose();
        _services.Images.Dispose();
    }
}
