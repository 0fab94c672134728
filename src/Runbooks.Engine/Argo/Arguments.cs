namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>Arguments</c>: values given to a template or a workflow.</summary>
[NotYet("artifacts")]
public sealed record Arguments
{
    public static Arguments None { get; } = new();
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];
}
