using System.Text.RegularExpressions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Status;

/// <summary>What the failure of a run comes down to. Argo's own message is the hash of a step: <c>child 'nightly-2720300908' failed</c>.</summary>
public static partial class FailedSteps
{
    /// <returns>Those that failed the run first, then those that were passed over; each in the order in which they ended.</returns>
    public static IReadOnlyList<FailedStep> Of(RunState run) => run.Root is { } root ? Below(root) : [];

    /// <summary>The same of a node and all that is below it.</summary>
    public static IReadOnlyList<FailedStep> Below(Node node)
    {
        var found = new List<FailedStep>();
        Collect(node, false, found);
        return [.. found.OrderBy(step => step.IsTolerated).ThenBy(step => step.Node.FinishedAt).ThenBy(step => step.Node.Number)];
    }

    /// <summary>Why the run failed, for a person, in a line: its message or, where that only names what is below it, the first cause.</summary>
    /// <returns>Null if it has not failed.</returns>
    public static string? CauseOf(RunState run)
    {
        if (!run.FailedOrErrored) return null;
        return IsOfBelow(run.Message) ? Text(Of(run)) ?? run.Message : run.Message;
    }

    /// <summary>Why a node failed, if that lies below it; else null.</summary>
    public static string? CauseBelow(Node node)
    {
        if (!node.FailedOrErrored || node.IsLeaf || !IsOfBelow(node.Message)) return null;
        var causes = Below(node);
        return causes is [var first, ..] && first.Step == node ? null : Text(causes);
    }

    private static string? Text(IReadOnlyList<FailedStep> causes)
    {
        if (causes is not [var first, ..]) return null;
        var more = causes.Count(cause => cause.IsTolerated == first.IsTolerated) - 1;
        return $"{first.Name}: {first.Reason}{(more > 0 ? $" (and {more} more failed)" : "")}";
    }

    private static void Collect(Node node, bool isTolerated, List<FailedStep> found)
    {
        isTolerated |= node.IsFinished && !node.FailedOrErrored;
        var before = found.Count;
        if (node.Type == NodeType.Retry) CollectRetried(node, isTolerated, found);
        else
            foreach (var child in node.Children) Collect(child, isTolerated, found);
        // The run's own exit handler fails the run.
        foreach (var hook in node.HookNodes) Collect(hook, isTolerated && !(node.Parent is null && hook.Hook == LifecycleHook.Exit), found);
        if (node.FailedOrErrored && found.Count == before) found.Add(new FailedStep(node, isTolerated));
    }

    /// <summary>Only the last attempt counts, and only if nothing more comes.</summary>
    private static void CollectRetried(Node retried, bool isTolerated, List<FailedStep> found)
    {
        if (retried is not { FailedOrErrored: true, Children: [.., var last] }) return;
        Collect(last, isTolerated, found);
        if (ReasonOfRetry(retried) is not null && !found.Exists(step => step.Node == last)) found.Add(new FailedStep(last, isTolerated));
    }

    /// <summary>What a retry node says beyond its last attempt: a strategy that can't be read, its longest time, a shutdown between two attempts.</summary>
    internal static string? ReasonOfRetry(Node node) =>
        node is { Type: NodeType.Retry, FailedOrErrored: true, Message: { } own, Children: [.., var last] }
            && own != RetryPlan.NoMore && !IsOfBelow(own) && !(last.Message is { Length: > 0 } its && own.StartsWith(its, StringComparison.Ordinal)) ? own : null;

    internal static bool IsOfBelow(string? message) => message is null || Child().IsMatch(message);

    [GeneratedRegex("^child '[^']*' failed$", RegexOptions.CultureInvariant)]
    private static partial Regex Child();
}
