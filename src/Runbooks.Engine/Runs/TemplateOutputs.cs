using Runbooks.Engine.Conditions;
using Runbooks.Engine.Steps;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>The last thing a steps or dag node does: it gathers its own outputs from those of its steps.</summary>
internal static class TemplateOutputs
{
    /// <summary>Ends the node well; if an output has no value, it errs.</summary>
    public static void Succeed(Node node, DecisionInProgress decision)
    {
        try
        {
            decision.Finish(node, NodePhase.Succeeded, outputs: Outputs(node, decision));
        }
        catch (Exception wrong) when (wrong is StepInputException or UnresolvedTagException or ConditionException)
        {
            decision.Finish(node, NodePhase.Error, $"outputs: {wrong.Message}");
        }
    }

    private static StepOutputs? Outputs(Node node, DecisionInProgress decision)
    {
        var declared = decision.TemplateOf(node).Outputs;
        if (declared.Count == 0) return null;
        var scope = decision.ScopeOf(node, "outputs");
        return new StepOutputs { Parameters = declared.ToDictionary(output => output.Name, output => output.ValueIn(scope), StringComparer.Ordinal) };
    }
}
