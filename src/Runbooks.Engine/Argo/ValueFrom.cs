namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>ValueFrom</c>: where an output's value comes from.</summary>
public sealed record ValueFrom
{
    /// <summary>A file in the container.</summary>
    public string? Path { get; init; }

    /// <summary>A tag that names the output of a step, for a steps template: <c>{{steps.x.outputs.result}}</c>.</summary>
    public string? Parameter { get; init; }

    /// <summary>Used when the file isn't there or the producer was skipped.</summary>
    public AnyString? Default { get; init; }

    /// <summary>An expression over the steps, for steps and dags.</summary>
    public string? Expression { get; init; }

    /// <summary>For a resource: a path as of kubectl, <c>{.status.phase}</c>.</summary>
    public string? JsonPath { get; init; }

    /// <summary>For a resource: a filter of jq.</summary>
    public string? JqFilter { get; init; }

    /// <summary>A key of a ConfigMap.</summary>
    public ConfigMapKeySelector? ConfigMapKeyRef { get; init; }

    /// <summary>Given while the run waits, or with the submission.</summary>
    public SuppliedValueFrom? Supplied { get; init; }

    /// <summary>An expression over the event that starts the run.</summary>
    public string? Event { get; init; }
}
