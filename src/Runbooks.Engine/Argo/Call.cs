using System.Text.Json.Nodes;

namespace Runbooks.Engine.Argo;

/// <summary>What steps and dag tasks have in common: which template is carried out, with which arguments, how often and when.</summary>
public abstract record Call
{
    public required string Name { get; init; }
    public string? Template { get; init; }
    public Arguments Arguments { get; init; } = Arguments.None;

    /// <summary>Runs only if this holds, for each item of a loop.</summary>
    public string? When { get; init; }

    public IReadOnlyList<JsonNode?>? WithItems { get; init; }

    /// <summary>Text that is a JSON list once its tags are filled in.</summary>
    public string? WithParam { get; init; }

    public Sequence? WithSequence { get; init; }

    public ContinueOn? ContinueOn { get; init; }
}
