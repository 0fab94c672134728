using Runbooks.Engine.Templating;
using Runbooks.Waiting;

namespace Runbooks.Engine.Runs;

/// <summary>Bounds on one leaf step: <c>timeout</c>, <c>pendingTimeout</c>, and the retry strategy's <c>maxDuration</c>.</summary>
internal static class LeafTimeouts
{
    /// <summary>What Argo says of a step that was too long under way; Kubernetes says it of a Pod.</summary>
    private const string Overdue = "Pod was active on the node longer than the specified deadline";

    /// <summary>What Argo says of a step that did not begin in time.</summary>
    public const string NotBegun = "timeout";

    /// <summary>Ends the leaf if a bound is over; else has it looked at again at the next. Repeating it is safe.</summary>
    /// <returns>False: it may not go on.</returns>
    public static bool Allow(Node leaf, DecisionInProgress decision)
    {
        try
        {
            foreach (var (bound, message, onlyPending) in Bounds(leaf, decision))
            {
                if (onlyPending && leaf.Phase != NodePhase.Pending) continue;
                if (decision.Now < bound)
                {
                    // Looked at for the first time, by this process.
                    if (!leaf.IsExpanded) decision.Run.Sleep(leaf, bound);
                    continue;
                }
                decision.Stop(leaf, NodePhase.Failed, message);
                return false;
            }
            return true;
        }
        catch (Exception wrong) when (wrong is StepInputException or UnresolvedTagException)
        {
            decision.Stop(leaf, NodePhase.Error, wrong.Message);
            return false;
        }
    }

    private static IEnumerable<(DateTimeOffset Bound, string Message, bool OnlyPending)> Bounds(Node leaf, DecisionInProgress decision)
    {
        var template = decision.TemplateOf(leaf);
        if (template.Timeouts is { } timeouts)
        {
            var scope = NodeScope.Of(decision.Run, leaf);
            if (timeouts.Timeout is { } timeout) yield return (leaf.StartedAt + Parse("timeout", timeout.Fill(scope)), leaf.Phase == NodePhase.Running && leaf.Type == NodeType.Pod ? Overdue : NotBegun, false);
            if (timeouts.PendingTimeout is { } pending) yield return (leaf.StartedAt + Parse("pendingTimeout", pending.Fill(scope)), NotBegun, true);
        }
        // As in Argo, it bounds all attempts but the first.
        if (leaf.Attempt > 0 && RetryDecider.Deadline(leaf.Parent!, decision) is { } deadline) yield return (deadline, RunDeadline.Message, false);
    }

    private static TimeSpan Parse(string field, string text) =>
        Duration.Parse(text) ?? throw new StepInputException($"invalid {field} format: unable to parse '{text}' as a duration");
}
