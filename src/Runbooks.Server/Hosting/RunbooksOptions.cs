using Microsoft.Extensions.Logging;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Hosting;

/// <summary>What a runbooks process is made of.</summary>
public sealed record RunbooksOptions
{
    /// <summary>Where the run store (<c>runbooks.db</c>) and the logs are kept.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>How container steps are carried out.</summary>
    public ContainerRuntime Runtime { get; init; } = ContainerRuntime.Kubernetes;

    /// <summary>Native steps go to a simulated fleet in this process instead of a cloud.</summary>
    public bool Sandbox { get; init; }

    /// <summary>From here up the process logs to standard error.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Error;

    public WorkerOptions Worker { get; init; } = new();
}
