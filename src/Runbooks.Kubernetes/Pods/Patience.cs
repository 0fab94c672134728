using Runbooks.Kubernetes.Verdicts;

namespace Runbooks.Kubernetes.Pods;

/// <summary>How long a Pod may wait for what it lacks. Each kind of obstacle has its own clock, which starts when it is first seen.</summary>
internal sealed class Patience(PodOptions options, TimeProvider time)
{
    // Kubernetes reports most mishaps of mounting within this.
    private static readonly TimeSpan BeforeAsking = TimeSpan.FromSeconds(3);

    // A node that is gone is told from one that is slow by Kubernetes itself, after five minutes.
    private static readonly TimeSpan NodeTimeout = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private TimeSpan _askedAfter;
    private readonly long _start = time.GetTimestamp();
    private (Obstacle Obstacle, long Since) _current = (Obstacle.None, time.GetTimestamp());

    /// <summary>Time left to wait; zero or less: give up.</summary>
    public TimeSpan Left(Obstacle obstacle)
    {
        if (obstacle != _current.Obstacle) _current = (obstacle, time.GetTimestamp());
        var own = Limit(obstacle) - time.GetElapsedTime(_current.Since);
        var all = options.PendingTimeout - time.GetElapsedTime(_start);
        return own < all ? own : all;
    }

    public TimeSpan Waited => time.GetElapsedTime(_start);

    /// <summary>A good while without news: Events may tell why. True soon at first, then ever less often.</summary>
    public bool IsTimeToAsk()
    {
        if (UntilAsking() > TimeSpan.Zero) return false;
        _askedAfter = Waited;
        return true;
    }

    public TimeSpan UntilAsking()
    {
        var next = _askedAfter == TimeSpan.Zero ? BeforeAsking : _askedAfter * 2 < _askedAfter + LongestPause ? _askedAfter * 2 : _askedAfter + LongestPause;
        return next > Waited ? next - Waited : TimeSpan.Zero;
    }

    private TimeSpan Limit(Obstacle obstacle) => obstacle switch
    {
        Obstacle.ImagePull => options.ImagePullTimeout,
        Obstacle.Configuration => options.ConfigurationTimeout,
        Obstacle.NodeLost => NodeTimeout,
        Obstacle.Hopeless => TimeSpan.Zero,
        _ => options.PendingTimeout,
    };
}
