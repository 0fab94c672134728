namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>SuspendTemplate</c>: waits.</summary>
public sealed record Suspend
{
    /// <summary>How long: Go's form (<c>1h30m</c>), or seconds. Without it, until someone resumes it.</summary>
    public string? Duration { get; init; }
}
