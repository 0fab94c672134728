using System.Text.Json.Nodes;
using Runbooks.Actions;

namespace Runbooks.Waiting;

/// <summary>Looks again and again until a <see cref="WaitFor"/> is satisfied, and says how far it is on the step's node.</summary>
public static class Poll
{
    /// <returns>Succeeded with the output of the last look; Failed after the timeout; or the outcome that ended it.</returns>
    public static async Task<ActionOutcome> UntilAsync(
        WaitFor wait, ActionContext context, Func<CancellationToken, Task<Observation>> lookAsync, CancellationToken cancellation)
    {
        var deadline = context.StartedAt + wait.Timeout;
        while (true)
        {
            var observation = await lookAsync(cancellation);
            if (observation is Observation.Ended ended) return ended.Outcome;
            if (observation is Observation.Seen seen && wait.Condition.IsSatisfiedBy(wait.Query.Evaluate(seen.Output)))
                return ActionOutcome.Succeeded(seen.Output);

            var state = Describe(wait, observation);
            context.Progress(state);
            var left = deadline - context.Time.GetUtcNow();
            if (left <= TimeSpan.Zero) return ActionOutcome.Failed(TimedOut(wait, state));
            await Task.Delay(left < wait.Interval ? left : wait.Interval, context.Time, cancellation);
        }
    }

    private static string Describe(WaitFor wait, Observation observation) => observation switch
    {
        Observation.Seen seen => wait.Condition.Describe(Found(wait, seen.Output)),
        Observation.Unclear unclear => $"not known yet: {unclear.Why}",
        _ => "",
    };

    private static JsonNode? Found(WaitFor wait, JsonNode? output) => wait.Query.Evaluate(output);

    private static string TimedOut(WaitFor wait, string state) =>
        $"waited {Duration.Format(wait.Timeout)} for {wait.Query.Text} to be {wait.Condition}: {state}";
}
