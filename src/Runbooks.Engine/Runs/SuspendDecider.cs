using Runbooks.Engine.Templating;
using Runbooks.Waiting;

namespace Runbooks.Engine.Runs;

/// <summary>Suspend templates: running until their time is over or, without one, until someone resumes them.</summary>
internal static class SuspendDecider
{
    public static void Advance(Node node, DecisionInProgress decision)
    {
        if (LeafDecider.WhyNotBegin(node, decision) is { } reason)
        {
            decision.Finish(node, NodePhase.Failed, reason);
            return;
        }
        try
        {
            if (node.StartedAt + DurationOf(node, decision) is not { } until) return;
            if (decision.Now >= until) decision.Finish(node, NodePhase.Succeeded, node.Message, SuppliedOutputs.Of(node, decision));
            else decision.Sleep(node, until, node.Message);
        }
        catch (Exception wrong) when (wrong is StepInputException or UnresolvedTagException)
        {
            // As in Argo, a dag's task says which task it is.
            decision.Finish(node, NodePhase.Error, node.Parent is { Dag: not null } or { Type: NodeType.TaskGroup } ? $"task '{node.Name}' errored: {wrong.Message}" : wrong.Message);
        }
    }

    /// <returns>Null: as long as it takes.</returns>
    private static TimeSpan? DurationOf(Node node, DecisionInProgress decision)
    {
        var written = decision.TemplateOf(node).Fill(NodeScope.Of(decision.Run, node)).Suspend!.Duration ?? "";
        return written.Length == 0 ? null : Duration.Parse(written) ?? throw new StepInputException($"suspend: unable to parse '{written}' as a duration");
    }
}
