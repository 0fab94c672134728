using System.Globalization;

namespace Runbooks.Engine.Runs;

/// <summary>Holds a run to its <see cref="RunLimits"/>, before nodes are made.</summary>
internal static class Bounds
{
    /// <param name="owner">What the nodes are to belong to.</param>
    /// <param name="count">How many there are to be.</param>
    /// <param name="template">Whose nodes they are to be.</param>
    /// <exception cref="StepInputException">They are too many.</exception>
    public static void CheckNodes(Node owner, int count, string template, DecisionInProgress decision)
    {
        if (WhyNoNodes(owner, count, template, decision) is { } reason) throw new StepInputException(reason);
    }

    /// <returns>Null: they may be made.</returns>
    public static string? WhyNoNodes(Node owner, int count, string template, DecisionInProgress decision)
    {
        var (run, limit) = (decision.Run, decision.Limits.Nodes);
        if (owner.IsInExitHandler) limit += limit / 10;
        return run.NextNumber + run.HeldNodes + (long)count <= limit ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"template '{template}' can't have {(count == 1 ? "one node" : $"{count} nodes")} more: the run has {run.NextNumber + run.HeldNodes}, and may have {limit} (RUNBOOKS_MAX_NODES)");
    }

    /// <exception cref="StepInputException">The template is called from too far down.</exception>
    public static void CheckDepth(Node caller, string template, DecisionInProgress decision)
    {
        if (caller.Level + 1 >= decision.Limits.Depth)
            throw new StepInputException($"template '{template}' would be called {caller.Level + 1} levels deep: templates may call each other {decision.Limits.Depth - 1} levels deep (RUNBOOKS_MAX_DEPTH)");
    }
}
