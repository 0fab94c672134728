using Runbooks.Engine.Runs;

namespace Runbooks.Server.Workers;

/// <summary>How a worker works.</summary>
public sealed record WorkerOptions
{
    /// <summary>Native calls under way at once, over all runs of the process.</summary>
    public int NativeConcurrency { get; init; } = 50;

    /// <summary>HTTP requests under way at once, over all runs of the process: a slow server must not hold up the clouds.</summary>
    public int HttpConcurrency { get; init; } = 200;

    /// <summary>Container steps under way at once, over all runs of the process.</summary>
    public int ContainerConcurrency { get; init; } = 1000;

    /// <summary>How long a run stays with a worker that has died. Renewed at a third of it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Runs taken from the store at once.</summary>
    public int ClaimBatch { get; init; } = 100;

    /// <summary>How far its runs may go.</summary>
    public RunLimits Limits { get; init; } = RunLimits.Default;

    /// <summary>Advance only this run; null for all that are due.</summary>
    public string? OnlyRun { get; set; }
}
