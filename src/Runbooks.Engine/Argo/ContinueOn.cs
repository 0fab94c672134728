namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>ContinueOn</c>: which ends of a step don't fail its group.</summary>
public sealed record ContinueOn
{
    public bool Error { get; init; }
    public bool Failed { get; init; }
}
