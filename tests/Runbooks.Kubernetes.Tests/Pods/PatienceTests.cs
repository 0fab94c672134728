using Microsoft.Extensions.Time.Testing;
using Runbooks.Kubernetes.Pods;
using Runbooks.Kubernetes.Verdicts;

namespace Runbooks.Kubernetes.Tests.Pods;

public class PatienceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly PodOptions _options = new() { ImagePullTimeout = TimeSpan.FromMinutes(2), PendingTimeout = TimeSpan.FromMinutes(10) };

    [Fact]
    public void An_obstacles_clock_starts_when_it_is_first_seen()
    {
        var patience = new Patience(_options, _time, TimeSpan.Zero);
        patience.Left(Obstacle.None);
        _time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(TimeSpan.FromMinutes(2), patience.Left(Obstacle.ImagePull));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(TimeSpan.Zero, patience.Left(Obstacle.ImagePull));
    }

    [Fact]
    public void All_waiting_together_is_bounded_and_an_earlier_process_counts()
    {
        var patience = new Patience(_options, _time, waited: TimeSpan.FromMinutes(9));

        Assert.Equal(TimeSpan.FromMinutes(1), patience.Left(Obstacle.Unschedulable));
        Assert.Equal(TimeSpan.FromMinutes(1), patience.Left(Obstacle.ImagePull));
    }

    [Fact]
    public void Events_are_asked_ever_less_often()
    {
        var patience = new Patience(_options, _time, TimeSpan.Zero);
        var asked = new List<double>();
        for (var second = 0; second < 180; second++, _time.Advance(TimeSpan.FromSeconds(1)))
            if (patience.IsTimeToAsk()) asked.Add(second);

        Assert.Equal([3, 6, 12, 24, 48, 96, 156], asked);
    }
}
