namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>ValueFrom</c>: where an output's value comes from.</summary>
[NotYet("configMapKeyRef", "event", "expression", "jqFilter", "jsonPath", "supplied")]
public sealed record ValueFrom
{
    /// <summary>A file in the container.</summary>
    public string? Path { get; init; }

    /// <summary>A tag that names the output of a step, for a steps template: <c>{{steps.x.outputs.result}}</c>.</summary>
    public string? Parameter { get; init; }

    /// <summary>Used when the file isn't there or the producer was skipped.</summary>
    public AnyString? Default { get; init; }
}
