namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>LifecycleHook</c>: a template that is carried out when something has come about.</summary>
public sealed record LifecycleHook
{
    /// <summary>The name of the hook that is an exit handler.</summary>
    public const string Exit = "exit";

    /// <summary>The template's name.</summary>
    public string? Template { get; init; }

    /// <summary>A template of another document.</summary>
    public TemplateRef? TemplateRef { get; init; }

    /// <summary>What the template is given.</summary>
    public Arguments Arguments { get; init; } = Arguments.None;

    /// <summary>Carried out once, when this first holds. The hook called <c>exit</c> needs none: it comes at the end.</summary>
    public string? Expression { get; init; }
}
