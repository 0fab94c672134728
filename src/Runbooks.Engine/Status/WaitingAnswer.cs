namespace Runbooks.Engine.Status;

/// <summary>An output that a suspend node expects of a person.</summary>
public sealed record WaitingAnswer(string Name)
{
    public string? Description { get; init; }

    /// <summary>The values that it may have; empty if any will do.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What it is if nobody says anything, as it is written; null if someone has to.</summary>
    public string? Default { get; init; }

    /// <summary>What has been given already, or null.</summary>
    public string? Given { get; init; }
}
