using Runbooks.Kubernetes.Verdicts;

namespace Runbooks.Kubernetes.Pods;

/// <summary>How long a Pod may wait for what it lacks. Each kind of obstacle has its own clock, which starts when it is first seen.</summary>
/// <param name="waited">How long the Pod has waited already, in an earlier process.</param>
internal sealed class Patience(PodOptions options, TimeProvider time, TimeSpan waited)
{
    // Kubernetes reports most mishaps of mounting within this.
    private static readonly TimeSpan BeforeAsking = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    // On top of the time that the Pod was given to end.
    private static readonly TimeSpan NodeTimeout = TimeSpan.FromMinutes(1);

    private readonly long _start = time.GetTimestamp();
    private (Obstacle Obstacle, long Since) _current = (Obstacle.None, time.GetTimestamp());
    private TimeSpan _nextQuestion = BeforeAsking;

    /// <summary>How long the step has waited for its Pod in this process.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>How long to wait before Events are asked (again) for a reason: soon at first, then ever less often.</summary>
    public TimeSpan UntilQuestion => _nextQuestion > Elapsed ? _nextQuestion - Elapsed : TimeSpan.Zero;

    /// <summary>Time left to wait; zero or less: give up.</summary>
    public TimeSpan Left(Obstacle obstacle)
    {
        if (obstacle != _current.Obstacle) _current = (obstacle, time.GetTimestamp());
        var own = Limit(obstacle) - time.GetElapsedTime(_current.Since);
        var all = options.PendingTimeout - waited - Elapsed;
        return own < all || obstacle == Obstacle.NodeLost ? own : all;
    }

    /// <summary>It has been quiet for so long that Events should be asked.</summary>
    public bool IsTimeToAsk()
    {
        if (UntilQuestion > TimeSpan.Zero) return false;
        _nextQuestion = Elapsed + (Elapsed < LongestPause ? Elapsed : LongestPause);
        return true;
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
