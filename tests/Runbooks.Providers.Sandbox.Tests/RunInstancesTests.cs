using Amazon.EC2;
using Amazon.EC2.Model;

namespace Runbooks.Providers.Sandbox.Tests;

public sealed class RunInstancesTests
{
    [Fact]
    public async Task Launched_instances_are_pending_then_run_with_their_tags()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var answer = await cloud.Ec2.RunInstancesAsync(await Request(cloud, count: 3, token: null));

        Assert.Equal(3, answer.Reservation.Instances.Count);
        Assert.Equal([0, 1, 2], answer.Reservation.Instances.Select(instance => instance.AmiLaunchIndex!.Value));
        Assert.All(answer.Reservation.Instances, instance => Assert.Equal("pending", instance.State.Name));
        cloud.Clock.Advance(TimeSpan.FromSeconds(2));
        var found = await cloud.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = [new("tag:Name", ["fresh"])] });
        Assert.Equal(3, Assert.Single(found.Reservations).Instances.Count(instance => instance.State.Name == InstanceStateName.Running));
    }

    [Fact]
    public async Task The_same_client_token_gives_the_same_instances()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var request = await Request(cloud, count: 1, token: "run-7/node-3/1");

        var first = await cloud.Ec2.RunInstancesAsync(request);
        var again = await cloud.Ec2.RunInstancesAsync(request);

        Assert.Equal(first.Reservation.Instances[0].InstanceId, again.Reservation.Instances[0].InstanceId);
        Assert.Equal("run-7/node-3/1", again.Reservation.Instances[0].ClientToken);
        Assert.Single(cloud.Server.Instances(), instance => instance.Name == "fresh");
    }

    [Fact]
    public async Task The_same_client_token_for_something_else_is_refused()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        await cloud.Ec2.RunInstancesAsync(await Request(cloud, count: 1, token: "once"));

        await cloud.Ec2.RunInstancesAsync(await Request(cloud, count: 2, token: "once")).Refused("IdempotentParameterMismatch");
    }

    [Fact]
    public async Task An_image_that_is_not_there_is_refused()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var launch = (string? image) => cloud.Ec2.RunInstancesAsync(new RunInstancesRequest(image, 1, 1));

        await launch("ami-00000000000000001").Refused("InvalidAMIID.NotFound");
        await launch("al2023").Refused("InvalidAMIID.Malformed");
        await launch(null).Refused("MissingParameter");
    }

    [Fact]
    public async Task Counts_that_contradict_each_other_are_refused()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var request = await Request(cloud, count: 3, token: null);
        request.MaxCount = 2;

        await cloud.Ec2.RunInstancesAsync(request).Refused("InvalidParameterValue");
    }

    [Fact]
    public async Task Images_are_found_by_owner_and_name()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var images = await cloud.Ec2.DescribeImagesAsync(new DescribeImagesRequest
        {
            Owners = ["amazon"],
            Filters = [new("name", ["al2023-ami-*"]), new("architecture", ["arm64"])],
        });

        Assert.Equal("arm64", Assert.Single(images.Images).Architecture);
    }

    private static async Task<RunInstancesRequest> Request(SimulatedCloud cloud, int count, string? token)
    {
        var images = await cloud.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Filters = [new("name", ["al2023-*-x86_64"])] });
        return new RunInstancesRequest(images.Images[0].ImageId, count, count)
        {
            InstanceType = InstanceType.T3Micro,
            ClientToken = token,
            TagSpecifications = [new() { ResourceType = ResourceType.Instance, Tags = [new("Name", "fresh"), new("env", "dev")] }],
        };
    }
}
