namespace Runbooks.Engine.Submission;

/// <summary>What was found of a ConfigMap's key as the run was submitted.</summary>
public sealed record ConfigMapValue
{
    /// <summary>The value, or null if there is none.</summary>
    public string? Text { get; init; }

    /// <summary>Why there is none.</summary>
    public string? Problem { get; init; }

    /// <summary>There is none because it isn't there, and not for another reason: a default may stand in.</summary>
    public bool IsMissing { get; init; }
}
