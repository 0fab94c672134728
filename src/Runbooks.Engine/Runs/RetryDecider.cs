using Runbooks.Engine.Conditions;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>Templates with a retry strategy: attempts one after the other, until one succeeds or the strategy gives up.</summary>
internal static class RetryDecider
{
    public static void Advance(Node retry, DecisionInProgress decision)
    {
        if (retry.OpenChildren > 0) return;
        if (retry.Children.Count == 0)
            StartAttempt(retry, decision);
        else if (retry.Children[^1] is { FailedOrErrored: false } succeeded)
            decision.Finish(retry, NodePhase.Succeeded, outputs: succeeded.Outputs);
        else if (Shutdown.Forbids(retry, decision.Run))
            GiveUp(retry, Shutdown.Message(decision.Run), decision);
        else if (RunDeadline.Forbids(retry, decision))
            GiveUp(retry, RunDeadline.OfRetry(decision.Run), decision);
        else if (FailFast.Holds(retry.Boundary, decision))
            GiveUp(retry, retry.Children[^1].Message, decision);
        else
            Judge(retry, retry.Children[^1], decision);
    }

    /// <summary>When attempts are cut off that come after the first; null if they are not.</summary>
    /// <exception cref="StepInputException">A value of the strategy is not of its form.</exception>
    /// <exception cref="UnresolvedTagException">A tag of it has no value.</exception>
    public static DateTimeOffset? Deadline(Node retry, DecisionInProgress decision) =>
        decision.TemplateOf(retry).HasLongestRetry ? retry.Children[0].StartedAt + PlanOf(retry, decision).Longest : null;

    private static RetryPlan PlanOf(Node retry, DecisionInProgress decision) => new(decision.TemplateOf(retry).RetryIn(NodeScope.Of(decision.Run, retry)));

    private static void GiveUp(Node retry, string? message, DecisionInProgress decision) =>
        decision.Finish(retry, retry.Children[^1].Phase, message, retry.Children[^1].Outputs);

    private static void Judge(Node retry, Node failed, DecisionInProgress decision)
    {
        try
        {
            var verdict = PlanOf(retry, decision).After(retry.Children, decision.Run.Runbook, decision.Now);
            // As in Argo, the expression is asked last.
            Follow(verdict.IsAgain && !MayRetry(retry, decision) ? RetryVerdict.Stop("retryStrategy.expression evaluated to false") : verdict, retry, failed, decision);
        }
        catch (Exception wrong) when (wrong is StepInputException or UnresolvedTagException or ConditionException)
        {
            decision.Finish(retry, NodePhase.Error, wrong.Message, failed.Outputs);
        }
    }

    private static bool MayRetry(Node retry, DecisionInProgress decision)
    {
        if (decision.TemplateOf(retry).RetryCondition is not { } condition) return true;
        var tags = NodeScope.Of(decision.Run, retry);
        return condition.Holds(new RetryScope(retry, tags.Occasion.For("retry", decision.Now)), tags);
    }

    private static void Follow(RetryVerdict verdict, Node retry, Node failed, DecisionInProgress decision)
    {
        if (verdict.IsAgain) StartAttempt(retry, decision);
        else if (verdict.Until is { } until) decision.Sleep(retry, until, verdict.Message);
        else decision.Finish(retry, failed.Phase, verdict.Message, failed.Outputs);
    }

    private static void StartAttempt(Node retry, DecisionInProgress decision)
    {
        if (!decision.Run.HasPlace)
        {
            decision.Run.WaitForPlace(retry);
            return;
        }
        if (Bounds.WhyNoNodes(retry, 1, decision.TemplateOf(retry).Template.Name, decision) is { } reason)
        {
            decision.Finish(retry, NodePhase.Error, reason, retry.Children.Count == 0 ? null : retry.Children[^1].Outputs);
            return;
        }
        decision.Say(retry, null);
        var start = TemplateStart.Attempt(decision.TemplateOf(retry), $"{retry.Name}({retry.Children.Count})");
        decision.Start(start with { Step = retry.StepIndex < 0 ? null : retry.StepIndex }, retry);
    }
}
