using System.Text.Json.Nodes;

namespace Runbooks.Engine.Argo;

/// <summary>What steps and dag tasks have in common: which template is carried out, with which arguments, how often and when.</summary>
public abstract record Call
{
    /// <summary>Unique in its template: <c>steps.NAME.…</c>, <c>tasks.NAME.…</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the template that is carried out.</summary>
    public string? Template { get; init; }

    public Arguments Arguments { get; init; } = Arguments.None;

    /// <summary>Runs only if this holds, for each item of a loop.</summary>
    public string? When { get; init; }

    /// <summary>Once for each item: a text, number, boolean, map or list.</summary>
    public IReadOnlyList<JsonNode?>? WithItems { get; init; }

    /// <summary>Text that is a JSON list once its tags are filled in.</summary>
    public string? WithParam { get; init; }

    public Sequence? WithSequence { get; init; }

    public ContinueOn? ContinueOn { get; init; }

    /// <summary>A template of another document.</summary>
    public TemplateRef? TemplateRef { get; init; }

    /// <summary>A template of its own, without a name.</summary>
    public Template? Inline { get; init; }

    /// <summary>The template that is carried out after it; <c>hooks.exit</c> says the same.</summary>
    public string? OnExit { get; init; }

    /// <summary>Templates that are carried out when something has come about; the one called <c>exit</c>, after it.</summary>
    public IReadOnlyDictionary<string, LifecycleHook>? Hooks { get; init; }
}
