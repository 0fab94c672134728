using Runbooks.Engine.Steps;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>Steps templates: one group after the other; a failed group ends the template, and its phase is Failed even if a step errored.</summary>
internal static class StepsDecider
{
    public static void Advance(Node steps, DecisionInProgress decision)
    {
        if (steps.OpenChildren > 0) return;
        if (steps.Children.Count > 0 && steps.Children[^1] is { FailedOrErrored: true } failed)
            decision.Finish(steps, NodePhase.Failed, failed.Message);
        else if (steps.Children.Count < decision.TemplateOf(steps).Groups.Count)
            decision.Start(new NodeStart($"{steps.Name}[{steps.Children.Count}]", NodeType.StepGroup, NodePhase.Running) { Step = steps.Children.Count }, steps);
        else
            Succeed(steps, decision);
    }

    private static void Succeed(Node steps, DecisionInProgress decision)
    {
        try
        {
            decision.Finish(steps, NodePhase.Succeeded, outputs: Outputs(steps, decision));
        }
        catch (Exception wrong) when (wrong is StepInputException or UnresolvedTagException)
        {
            decision.Finish(steps, NodePhase.Error, $"outputs: {wrong.Message}");
        }
    }

    private static StepOutputs? Outputs(Node steps, DecisionInProgress decision)
    {
        var declared = decision.TemplateOf(steps).Outputs;
        if (declared.Count == 0) return null;
        var scope = decision.ScopeOf(steps);
        return new StepOutputs { Parameters = declared.ToDictionary(output => output.Name, output => output.ValueIn(scope), StringComparer.Ordinal) };
    }
}
