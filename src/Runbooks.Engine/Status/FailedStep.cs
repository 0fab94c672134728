using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Status;

/// <summary>A node that failed by itself, not because something below it did.</summary>
/// <param name="Node">Of a step that was tried several times, the last attempt.</param>
/// <param name="IsTolerated">What it belongs to went on all the same (<c>continueOn</c>, <c>depends</c>).</param>
public sealed record FailedStep(Node Node, bool IsTolerated)
{
    /// <summary>The step as it is named in the runbook, without the number of an attempt.</summary>
    public Node Step => Node is { Attempt: >= 0, Parent: { } retried } ? retried : Node;

    /// <summary>Its name as the tree shows it, behind those of the steps that it is in: <c>site(1:osaka).stop.call</c>.</summary>
    public string Name => PathOf(Step);

    public int Attempts => Step.Type == NodeType.Retry ? Step.Children.Count : 1;

    /// <summary>Its message, or else how it ended; and why it was not tried again, where that is more than that it failed for good.</summary>
    public string Reason => FailedSteps.ReasonOfRetry(Step) is not { } own ? Node.Message ?? Step.Message ?? Node.Phase.ToString()
        : FailedSteps.IsOfBelow(Node.Message) ? own
        : $"{Node.Message}; {own}";

    /// <summary>A run of a single step is named by itself, a group by its number in its template.</summary>
    private static string PathOf(Node node) => node.Boundary switch
    {
        null => DisplayName.Of(node),
        var around when node.Type == NodeType.StepGroup => PathOf(around) + DisplayName.Of(node),
        { Parent: null } => DisplayName.Of(node),
        var around => $"{PathOf(around is { Attempt: >= 0, Parent: { } retried } ? retried : around)}.{DisplayName.Of(node)}",
    };
}
