using Runbooks.Engine.Compilation;

namespace Runbooks.Engine.Runs;

/// <summary>Step groups: all members start at once, as far as <c>parallelism</c> lets them; when all have ended, one that failed and may not be passed over fails the group.</summary>
internal static class StepGroupDecider
{
    public static void Advance(Node group, DecisionInProgress decision)
    {
        if (!group.IsExpanded && !Expand(group, decision)) return;
        if (group.OpenChildren > 0) return;
        if (FailFast.Holds(group.Parent!, decision)) decision.Finish(group, NodePhase.Failed, FailFast.Message);
        else if (group.HeldChildren == 0) Conclude(group, decision);
    }

    /// <summary>Starts every member. If one can't start, none is: the group errs with the reason.</summary>
    private static bool Expand(Node group, DecisionInProgress decision)
    {
        group.IsExpanded = true;
        if (group.Children.Count > 0 && !decision.Run.IsRetried && !Parallelism.IsLimited(group.Parent!, decision)) return true;
        var starts = StepExpansion.Of(group, decision);
        var errored = group.Children.Count > 0 ? -1 : starts.FindIndex(start => start.Phase == NodePhase.Error);
        if (errored >= 0)
        {
            decision.Start(starts[errored], group);
            decision.Finish(group, NodePhase.Error, starts[errored].Message);
            return false;
        }
        // After a crash, some are there already.
        var there = group.Children.Select(child => child.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var start in starts.Where(start => !there.Contains(start.Name))) Parallelism.Start(start, group, decision);
        return true;
    }

    private static void Conclude(Node group, DecisionInProgress decision)
    {
        if (decision.Run.Runbook.HasHooks && group.ChildList.Find(child => child.Hooks?.Problem is not null) is { } misled)
        {
            decision.Finish(group, NodePhase.Error, misled.Hooks!.Problem);
            return;
        }
        var members = decision.TemplateOf(group.Parent!).Groups[group.StepIndex];
        var failed = group.ChildList.Find(child => child.FailedOrErrored && !MayFail(members[child.StepIndex], child));
        if (failed is null) decision.Finish(group, NodePhase.Succeeded);
        // As in Argo, a wait that ended without what it waited for is no step that has failed: the group says why.
        else if (failed is { Type: NodeType.Suspend, Phase: NodePhase.Error }) decision.Finish(group, NodePhase.Error, $"step group deemed errored due to child {failed.Name} error: {failed.Message}");
        else decision.Finish(group, NodePhase.Failed, failed.Stop?.Message == LeafTimeouts.NotBegun ? LeafTimeouts.NotBegun : $"child '{failed.ArgoId}' failed");
    }

    private static bool MayFail(CompiledStep step, Node child) => step.Step.ContinueOn is { } allowed
        && ((child.Phase == NodePhase.Failed && allowed.Failed) || (child.Phase == NodePhase.Error && allowed.Error));
}
