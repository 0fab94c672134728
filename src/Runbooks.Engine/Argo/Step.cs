using System.Text.Json.Nodes;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>WorkflowStep</c>.</summary>
[NotYet("hooks", "inline", "onExit", "templateRef", "withSequence")]
public sealed record Step
{
    public required string Name { get; init; }
    public string? Template { get; init; }
    public Arguments Arguments { get; init; } = Arguments.None;

    /// <summary>Runs only if this holds, for each item of a loop.</summary>
    public string? When { get; init; }

    public IReadOnlyList<JsonNode?>? WithItems { get; init; }

    /// <summary>Text that is a JSON list once its tags are filled in.</summary>
    public string? WithParam { get; init; }

    public ContinueOn? ContinueOn { get; init; }
}
