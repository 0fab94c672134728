using k8s.Models;
using Microsoft.Extensions.Time.Testing;
using Runbooks.Kubernetes.Pods;
using Runbooks.Kubernetes.Tests.Watching;

namespace Runbooks.Kubernetes.Tests.Pods;

public class CompletionMarksTests
{
    private const int Many = 20;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Where_it_is_never_quiet_all_Pods_are_marked_five_minutes_after_their_end()
    {
        await using var api = new FakeApi();
        using var cluster = api.Connect();
        await using var marks = new CompletionMarks(cluster.Client, _time);
        using var underWay = marks.Enter();
        var begin = _time.GetUtcNow();

        End(marks);
        await UntilAsync(() => api.Requests.Count == Many, TimeSpan.FromMinutes(1));

        // A minute more for a wait that began just as the clock moved.
        Assert.InRange(_time.GetUtcNow() - begin, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(7));
    }

    [Fact]
    public async Task As_soon_as_it_is_quiet_all_Pods_are_marked()
    {
        await using var api = new FakeApi();
        using var cluster = api.Connect();
        await using var marks = new CompletionMarks(cluster.Client, _time);
        var underWay = marks.Enter();
        End(marks);

        underWay.Dispose();

        await UntilAsync(() => api.Requests.Count == Many, TimeSpan.Zero);
    }

    private static void End(CompletionMarks marks)
    {
        for (var i = 0; i < Many; i++) marks.Add(new V1Pod { Metadata = new V1ObjectMeta { Name = $"p{i}", NamespaceProperty = "default" } });
    }

    private async Task UntilAsync(Func<bool> condition, TimeSpan step)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
            _time.Advance(step);
        }
    }
}
