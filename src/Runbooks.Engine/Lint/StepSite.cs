using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Lint;

/// <summary>A step and the group it is in, or a dag's task, and its place in the document.</summary>
/// <param name="Group">-1 for a task.</param>
/// <param name="Path"><c>spec.templates[2].steps[0][1]</c></param>
internal sealed record StepSite(Call Step, int Group, string Path)
{
    /// <summary>How messages call it.</summary>
    public string What => Step is DagTask ? "task" : "step";

    /// <summary>It runs once for each item. A literal empty list is no loop, as in Argo.</summary>
    public bool IsLoop => Step.WithParam is { Length: > 0 } || Step.WithItems is { Count: > 0 } || Step.WithSequence is not null;
}
