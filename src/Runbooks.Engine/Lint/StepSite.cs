using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Lint;

/// <summary>A step, the group it is in, and its place in the document.</summary>
/// <param name="Path"><c>spec.templates[2].steps[0][1]</c></param>
internal sealed record StepSite(Step Step, int Group, string Path)
{
    /// <summary>It runs once for each item. A literal empty list is no loop, as in Argo.</summary>
    public bool IsLoop => Step.WithParam is { Length: > 0 } || Step.WithItems is { Count: > 0 };
}
