namespace Runbooks.Engine.Runs;

/// <summary>Steps templates: one group after the other; a failed group ends the template, and its phase is Failed even if a step errored.</summary>
internal static class StepsDecider
{
    public static void Advance(Node steps, DecisionInProgress decision)
    {
        if (steps.OpenChildren > 0) return;
        if (Shutdown.EndsRecursion(steps, decision.Run))
        {
            decision.Finish(steps, NodePhase.Failed, Shutdown.Message(decision.Run));
            return;
        }
        var last = steps.Children.Count > 0 ? steps.Children[^1] : null;
        if (last is { FailedOrErrored: true })
            decision.Finish(steps, NodePhase.Failed, last.Message);
        else if (last is not null && UnusableResults(last, decision) is { } complaint)
            decision.Finish(steps, NodePhase.Error, complaint);
        else if (steps.Children.Count < decision.TemplateOf(steps).Groups.Count)
            StartGroup(steps, decision);
        else
            TemplateOutputs.Succeed(steps, decision);
    }

    private static void StartGroup(Node steps, DecisionInProgress decision)
    {
        if (Bounds.WhyNoNodes(steps, 1, decision.TemplateOf(steps).Template.Name, decision) is { } reason) decision.Finish(steps, NodePhase.Error, reason);
        else decision.Start(new NodeStart($"{steps.Name}[{steps.Children.Count}]", NodeType.StepGroup, NodePhase.Running) { Step = steps.Children.Count }, steps);
    }

    /// <summary>As in Argo, the results of a loop that someone reads must be JSON, all of them, or the template errs.</summary>
    private static string? UnusableResults(Node group, DecisionInProgress decision) => decision.TemplateOf(group.Parent!).Groups[group.StepIndex]
        .Where(step => step is { IsLoop: true, ResultWanted: true })
        .Select(step => StepResult.Of(group, step, decision.Run.Runbook).Complaint is { } complaint ? $"step '{step.Step.Name}': {complaint}" : null)
        .FirstOrDefault(complaint => complaint is not null);
}
