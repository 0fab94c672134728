namespace Runbooks.Providers.Sandbox;

/// <summary>What an instance of the simulated fleet looks like right now, read without an API call.</summary>
public sealed record SandboxInstance(
    string AccountId,
    string Region,
    string InstanceId,
    string? Name,
    string State,
    string InstanceType,
    DateTimeOffset LaunchTime,
    IReadOnlyDictionary<string, string> Tags);
