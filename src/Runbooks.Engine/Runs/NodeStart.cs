namespace Runbooks.Engine.Runs;

/// <summary>A node about to be made.</summary>
internal readonly record struct NodeStart(string Name, NodeType Type, NodePhase Phase)
{
    public string? Template { get; init; }
    public int? Step { get; init; }
    public IReadOnlyDictionary<string, string>? Inputs { get; init; }
    public string? Message { get; init; }
    public string? Item { get; init; }
    public string? DisplayName { get; init; }
    public string? Hook { get; init; }
    public IReadOnlyDictionary<string, string>? Artifacts { get; init; }

    public static NodeStart Skipped(string name, string reason) => new(name, NodeType.Skipped, NodePhase.Skipped) { Message = reason };

    public static NodeStart Omitted(string name) => new(name, NodeType.Skipped, NodePhase.Omitted) { Message = "omitted: depends condition not met" };

    /// <summary>As in Argo, a step that succeeded in the run that this one was made of is a node of type and phase Skipped, with its outputs.</summary>
    public NodeStart Memoized(string original) => this with { Type = NodeType.Skipped, Phase = NodePhase.Skipped, Message = $"original {(Type == NodeType.Pod ? "pod" : "step")}: {original}" };

    /// <summary>As in Argo, a step that can't even start is a node of type Skipped in phase Error.</summary>
    public static NodeStart Errored(string name, string reason) => new(name, NodeType.Skipped, NodePhase.Error) { Message = reason };
}
