using System.Collections.Immutable;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>An instance at one moment. Changes make a new one, so a reader never sees half a change.</summary>
internal sealed record Instance
{
    public required string Id { get; init; }
    public required string ReservationId { get; init; }
    public required string AccountId { get; init; }
    public required string Region { get; init; }
    public required string Zone { get; init; }
    public required Image Image { get; init; }
    public required string InstanceType { get; init; }
    public required DateTimeOffset LaunchTime { get; init; }
    public required NetworkPlace Network { get; init; }
    public required string VolumeId { get; init; }

    public InstanceState State { get; init; }
    public DateTimeOffset StateSince { get; init; }

    /// <summary>The state that follows by itself, and when.</summary>
    public (InstanceState State, DateTimeOffset At)? Next { get; init; }

    /// <summary>Why it was stopped or terminated; null while nobody asked for that.</summary>
    public StateReason? Reason { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = NoTags;
    public int LaunchIndex { get; init; }
    public string? KeyName { get; init; }
    public string? ClientToken { get; init; }
    public string? UserData { get; init; }
    public bool DetailedMonitoring { get; init; }
    public bool EbsOptimized { get; init; }
    public bool SourceDestCheck { get; init; } = true;
    public bool DisableApiStop { get; init; }
    public bool DisableApiTermination { get; init; }
    public string ShutdownBehavior { get; init; } = "stop";

    public static ImmutableSortedDictionary<string, string> NoTags { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public bool IsTerminated => State is InstanceState.Terminated;

    /// <summary>Public addresses come with running and go with stopping.</summary>
    public string? PublicIp => State is InstanceState.Running ? Network.PublicIp : null;

    public string? PublicDnsName => PublicIp is null ? null : Network.PublicDnsName;
}
