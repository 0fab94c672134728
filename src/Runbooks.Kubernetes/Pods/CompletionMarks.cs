using System.Threading.Channels;
using k8s;
using k8s.Models;

namespace Runbooks.Kubernetes.Pods;

/// <summary>
/// Marks Pods whose steps have ended, in the background and one by one: the mark keeps later lists short, and nobody waits for it.
/// </summary>
internal sealed class CompletionMarks : IAsyncDisposable
{
    private static readonly TimeSpan LastChance = TimeSpan.FromSeconds(5);
    private static readonly V1Patch Mark = new($"{{\"metadata\":{{\"labels\":{{\"{PodLabels.Completed}\":\"true\"}}}}}}", V1Patch.PatchType.MergePatch);

    private readonly Channel<V1Pod> _ended = Channel.CreateUnbounded<V1Pod>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly IKubernetes _client;
    private readonly TimeProvider _time;
    private readonly Task _loop;

    public CompletionMarks(IKubernetes client, TimeProvider time)
    {
        (_client, _time) = (client, time);
        _loop = RunAsync();
    }

    public void Add(V1Pod pod) => _ended.Writer.TryWrite(pod);

    public async ValueTask DisposeAsync()
    {
        _ended.Writer.TryComplete();
        await Task.WhenAny(_loop, Task.Delay(LastChance, _time, CancellationToken.None));
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        await foreach (var pod in _ended.Reader.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                await _client.CoreV1.PatchNamespacedPodAsync(Mark, pod.Metadata.Name, pod.Metadata.NamespaceProperty, cancellationToken: _stop.Token);
            }
            catch (Exception)
            {
                // Removed meanwhile, or not permitted: the Pod stays in lists, that is all.
            }
        }
    }
}
