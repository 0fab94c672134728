namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>ContinueOn</c>: which ends of a step don't fail its group.</summary>
public sealed record ContinueOn
{
    /// <summary>Goes on though it erred.</summary>
    public bool Error { get; init; }

    /// <summary>Goes on though it failed.</summary>
    public bool Failed { get; init; }
}
