using System.Globalization;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Workers;

/// <summary>Stops a step that is under way in this process when its <c>activeDeadlineSeconds</c> are over, counted from its start.</summary>
internal sealed class StepDeadline : IDisposable
{
    /// <summary>Timers can't wait longer; no process lives as long.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    private readonly ITimer _timer;

    private StepDeadline(ITimer timer) => _timer = timer;

    /// <param name="grace">How long a call that changes something, and may be under way, is waited for.</param>
    /// <returns>Null if the step has none.</returns>
    public static StepDeadline? Set(RunningStep step, StepContext context, TimeSpan grace, TimeProvider time)
    {
        if (context.Template.ActiveDeadlineSeconds is not { } written || !double.TryParse(written.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return null;
        // As Kubernetes says it of a Pod.
        var stop = new StepStop(NodePhase.Failed, "Pod was active on the node longer than the specified deadline");
        var left = context.StartedAt + TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds)) - time.GetUtcNow();
        return new StepDeadline(time.CreateTimer(_ => _ = step.StopAsync(stop, grace, time), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }

    public void Dispose() => _timer.Dispose();
}
