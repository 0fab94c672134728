using Amazon.EC2.Model;

namespace Runbooks.Providers.Sandbox.Tests;

public sealed class FaultTests
{
    [Fact]
    public async Task Throttling_strikes_the_call_it_is_meant_for_and_has_no_effect()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        cloud.Server.Inject(Fault.Throttle("StopInstances") with { OnCall = 2 });

        await Stop(cloud, "search-dev");
        await Stop(cloud, "shop-api-dev").Refused("RequestLimitExceeded", 503);
        Assert.Equal("running", cloud.StateOf("shop-api-dev"));
        await Stop(cloud, "shop-api-dev");

        Assert.Equal(["Success", "RequestLimitExceeded", "Success"], cloud.Server.Requests.Of("StopInstances").Select(r => r.Outcome));
    }

    [Fact]
    public async Task A_pattern_strikes_all_its_operations_as_often_as_told()
    {
        await using var cloud = await SimulatedCloud.StartAsync(new SandboxOptions
        {
            Faults = [Fault.Error("Describe*", "InternalError", 500) with { Times = 2 }],
        });

        await cloud.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest()).Refused("InternalError", 500);
        await cloud.Ec2.DescribeTagsAsync(new DescribeTagsRequest()).Refused("InternalError", 500);
        await cloud.Ec2.DescribeTagsAsync(new DescribeTagsRequest());
    }

    [Fact]
    public async Task A_connection_lost_before_the_effect_leaves_none()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        cloud.Server.Inject(Fault.DropBeforeEffect("StopInstances"));

        await Assert.ThrowsAnyAsync<Exception>(() => Stop(cloud, "search-dev"));

        Assert.Equal("running", cloud.StateOf("search-dev"));
        Assert.Equal("DroppedBeforeEffect", Assert.Single(cloud.Server.Requests.All()).Outcome);
    }

    [Fact]
    public async Task A_connection_lost_after_the_effect_leaves_it_done()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        cloud.Server.Inject(Fault.DropAfterEffect("StopInstances"));

        await Assert.ThrowsAnyAsync<Exception>(() => Stop(cloud, "search-dev"));

        Assert.Equal("stopping", cloud.StateOf("search-dev"));
        Assert.Equal("DroppedAfterEffect", Assert.Single(cloud.Server.Requests.All()).Outcome);
    }

    [Fact]
    public async Task A_fault_can_be_aimed_at_one_instance_and_taken_away()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var unlucky = cloud.Id("search-dev");
        cloud.Server.Inject(Fault.Error("StopInstances", "InsufficientInstanceCapacity", 500) with
        {
            Where = request => request.Parameters.Values.Contains(unlucky),
        });

        await Stop(cloud, "shop-api-dev");
        await Stop(cloud, "search-dev").Refused("InsufficientInstanceCapacity", 500);
        cloud.Server.ClearFaults();
        await Stop(cloud, "search-dev");
    }

    [Fact]
    public async Task The_same_seed_throws_the_same_dice()
    {
        Assert.Equal(await Outcomes(seed: 7), await Outcomes(seed: 7));
        Assert.NotEqual(await Outcomes(seed: 7), await Outcomes(seed: 8));

        static async Task<string> Outcomes(int seed)
        {
            await using var cloud = await SimulatedCloud.StartAsync(new SandboxOptions
            {
                Seed = seed,
                Faults = [Fault.Throttle("*") with { Probability = 0.5 }],
            });
            using var wire = new Wire(cloud.Server.Endpoint);
            for (var call = 0; call < 40; call++)
                await wire.Send("DescribeRegions");
            return string.Join(' ', cloud.Server.Requests.All().Select(request => request.Outcome));
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Latency_and_delays_pass_on_the_injected_clock()
    {
        await using var cloud = await SimulatedCloud.StartAsync(new SandboxOptions
        {
            LatencyOf = operation => operation == "StopInstances" ? TimeSpan.FromSeconds(3) : TimeSpan.Zero,
            Faults = [Fault.Delay("StopInstances", TimeSpan.FromSeconds(4))],
        });
        await cloud.Ec2.DescribeRegionsAsync();

        var stop = Stop(cloud, "search-dev");
        while (!stop.IsCompleted)
        {
            cloud.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(stop, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken));
        }

        await stop;
        Assert.True(cloud.Clock.GetUtcNow() - cloud.Server.Requests.Of("StopInstances")[0].Time >= TimeSpan.FromSeconds(7));
    }

    private static Task<StopInstancesResponse> Stop(SimulatedCloud cloud, string name) =>
        cloud.Ec2.StopInstancesAsync(new StopInstancesRequest([cloud.Id(name)]));
}
