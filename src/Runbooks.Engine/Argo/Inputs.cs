namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>Inputs</c>: what a template takes.</summary>
[NotYet("artifacts")]
public sealed record Inputs
{
    public static Inputs None { get; } = new();
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];
}
