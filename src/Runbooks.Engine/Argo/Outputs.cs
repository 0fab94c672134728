namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>Outputs</c>: what a template gives.</summary>
[NotYet("artifacts", "exitCode", "result")]
public sealed record Outputs
{
    public static Outputs None { get; } = new();
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];
}
