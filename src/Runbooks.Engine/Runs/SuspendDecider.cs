using Runbooks.Engine.Templating;
using Runbooks.Waiting;

namespace Runbooks.Engine.Runs;

/// <summary>Suspend templates: running until their time is over.</summary>
internal static class SuspendDecider
{
    public static void Advance(Node node, DecisionInProgress decision)
    {
        if (Shutdown.Forbids(node, decision.Run))
        {
            decision.Finish(node, NodePhase.Failed, Shutdown.Message(decision.Run));
            return;
        }
        try
        {
            var until = node.StartedAt + DurationOf(node, decision);
            if (decision.Now >= until) decision.Finish(node, NodePhase.Succeeded);
            else decision.Sleep(node, until, null);
        }
        catch (Exception wrong) when (wrong is StepInputException or UnresolvedTagException)
        {
            decision.Finish(node, NodePhase.Error, wrong.Message);
        }
    }

    private static TimeSpan DurationOf(Node node, DecisionInProgress decision)
    {
        var written = decision.TemplateOf(node).Fill(NodeScope.Of(decision.Run, node)).Suspend!.Duration ?? "";
        return Duration.Parse(written) ?? throw new StepInputException($"suspend: unable to parse '{written}' as a duration");
    }
}
