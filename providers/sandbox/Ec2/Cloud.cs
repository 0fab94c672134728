using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>All that is simulated: a region of its own for each account.</summary>
internal sealed class Cloud
{
    private static readonly TimeSpan StoppedAgo = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<(string Account, string Region), Region> _regions = new();

    public Cloud(SandboxOptions options)
    {
        Options = options;
        var now = options.TimeProvider.GetUtcNow();
        foreach (var instance in options.Fleet.Instances)
            Place(instance, now);
    }

    public SandboxOptions Options { get; }

    public Region Region(string accountId, string name) =>
        _regions.GetOrAdd((accountId, name), static (key, options) => new Region(key.Account, key.Region, options), Options);

    public IReadOnlyList<SandboxInstance> Instances(DateTimeOffset now)
    {
        var all = new List<SandboxInstance>();
        foreach (var region in _regions.Values.OrderBy(region => (region.AccountId, region.Name)))
        {
            lock (region.Gate)
                all.AddRange(region.All(now).Select(Shown));
        }

        return all;
    }

    private void Place(FleetInstance wanted, DateTimeOffset now)
    {
        var region = Region(wanted.AccountId, wanted.Region);
        var order = new LaunchOrder
        {
            Image = Images.For(wanted.Region, wanted.InstanceType),
            InstanceType = wanted.InstanceType,
            Zone = Geography.Zone(wanted.Region, region.InstanceCount),
            Tags = Instance.NoTags.AddRange(wanted.Tags).SetItem("Name", wanted.Name),
        };
        var launched = now - wanted.Age;
        var stopped = launched > now - StoppedAgo ? launched : now - StoppedAgo;
        Launches.Launch(region, order, launched, instance => wanted.Running
            ? InstanceLifecycle.Settle(instance, InstanceState.Running, launched)
            : InstanceLifecycle.Settle(
                instance with { Reason = StateReason.UserInitiated(stopped) }, InstanceState.Stopped, stopped));
    }

    private static SandboxInstance Shown(Instance instance) => new(
        instance.AccountId, instance.Region, instance.Id, instance.Tags.GetValueOrDefault("Name"),
        instance.State.WireName(), instance.InstanceType, instance.LaunchTime, instance.Tags);
}
