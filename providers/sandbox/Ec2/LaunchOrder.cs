using System.Collections.Immutable;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>What a launch asks for, checked.</summary>
internal sealed record LaunchOrder
{
    public required Image Image { get; init; }
    public required string InstanceType { get; init; }
    public required string Zone { get; init; }
    public required ImmutableSortedDictionary<string, string> Tags { get; init; }
    public int Count { get; init; } = 1;
    public string? KeyName { get; init; }
    public string? ClientToken { get; init; }
    public string? UserData { get; init; }
    public bool DetailedMonitoring { get; init; }
    public bool EbsOptimized { get; init; }
    public bool DisableApiStop { get; init; }
    public bool DisableApiTermination { get; init; }
    public string ShutdownBehavior { get; init; } = "stop";
}
