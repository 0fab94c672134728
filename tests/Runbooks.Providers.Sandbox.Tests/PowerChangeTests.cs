using Amazon.EC2.Model;

namespace Runbooks.Providers.Sandbox.Tests;

public sealed class PowerChangeTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_stop_takes_its_time()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var answer = await Stop(cloud, "search-dev");

        var change = Assert.Single(answer.StoppingInstances);
        Assert.Equal(("running", "stopping"), (change.PreviousState.Name.Value, change.CurrentState.Name.Value));
        Assert.Equal((16, 64), (change.PreviousState.Code, change.CurrentState.Code));
        cloud.Clock.Advance(TwoSeconds - Moment);
        Assert.Equal("stopping", cloud.StateOf("search-dev"));
        cloud.Clock.Advance(Moment);
        Assert.Equal("stopped", cloud.StateOf("search-dev"));
    }

    [Fact]
    public async Task A_start_takes_its_time_and_makes_a_new_launch_time()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var id = cloud.Id("shop-web-test");

        var answer = await cloud.Ec2.StartInstancesAsync(new StartInstancesRequest([id]));

        Assert.Equal("pending", answer.StartingInstances[0].CurrentState.Name);
        cloud.Clock.Advance(TwoSeconds);
        var described = await cloud.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [id] });
        var instance = described.Reservations[0].Instances[0];
        Assert.Equal("running", instance.State.Name);
        Assert.Equal(new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc), instance.LaunchTime!.Value.ToUniversalTime());
        Assert.Equal("", instance.StateTransitionReason);
        Assert.NotEmpty(instance.PublicIpAddress);
    }

    [Fact]
    public async Task Stopping_what_is_stopped_changes_nothing()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var answer = await Stop(cloud, "shop-web-test");

        Assert.Equal("stopped", answer.StoppingInstances[0].PreviousState.Name);
        Assert.Equal("stopped", answer.StoppingInstances[0].CurrentState.Name);
    }

    [Fact]
    public async Task Force_and_hibernate_are_accepted()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        await cloud.Ec2.StopInstancesAsync(new StopInstancesRequest([cloud.Id("search-dev")]) { Force = true, Hibernate = false });

        Assert.Equal("stopping", cloud.StateOf("search-dev"));
    }

    [Fact]
    public async Task One_missing_id_keeps_the_others_as_they_are()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        await cloud.Ec2.StopInstancesAsync(new StopInstancesRequest([cloud.Id("search-dev"), "i-00000000000000001"]))
            .Refused("InvalidInstanceID.NotFound");

        Assert.Equal("running", cloud.StateOf("search-dev"));
    }

    [Fact]
    public async Task No_id_at_all_is_a_missing_parameter()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var refusal = await cloud.Ec2.StopInstancesAsync(new StopInstancesRequest([])).Refused("MissingParameter");

        Assert.Equal("The request must contain the parameter InstanceId", refusal.Message);
    }

    [Fact]
    public async Task A_starting_instance_cannot_be_stopped_and_a_stopping_one_not_started()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        await cloud.Ec2.StartInstancesAsync(new StartInstancesRequest([cloud.Id("shop-web-test")]));
        await Stop(cloud, "search-dev");

        await Stop(cloud, "shop-web-test").Refused("IncorrectInstanceState");
        await cloud.Ec2.StartInstancesAsync(new StartInstancesRequest([cloud.Id("search-dev")])).Refused("IncorrectInstanceState");
    }

    [Fact]
    public async Task Only_a_running_instance_can_be_rebooted()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        await cloud.Ec2.RebootInstancesAsync(new RebootInstancesRequest([cloud.Id("search-dev")]));
        await cloud.Ec2.RebootInstancesAsync(new RebootInstancesRequest([cloud.Id("shop-web-test")])).Refused("IncorrectState");

        Assert.Equal("running", cloud.StateOf("search-dev"));
    }

    [Fact]
    public async Task A_terminated_instance_stays_visible_for_an_hour_and_never_comes_back()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var id = cloud.Id("search-dev");

        var answer = await cloud.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest([id]));
        Assert.Equal("shutting-down", answer.TerminatingInstances[0].CurrentState.Name);
        cloud.Clock.Advance(TwoSeconds);
        Assert.Equal("terminated", cloud.StateOf("search-dev"));
        await Stop(cloud, "search-dev").Refused("IncorrectInstanceState");
        await cloud.Ec2.StartInstancesAsync(new StartInstancesRequest([id])).Refused("IncorrectInstanceState");

        cloud.Clock.Advance(TimeSpan.FromHours(1));
        await cloud.Ec2.StopInstancesAsync(new StopInstancesRequest([id])).Refused("InvalidInstanceID.NotFound");
    }

    [Fact]
    public async Task A_stopped_instance_is_terminated_at_once()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var answer = await cloud.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest([cloud.Id("shop-web-test")]));

        Assert.Equal(48, answer.TerminatingInstances[0].CurrentState.Code);
    }

    [Fact]
    public async Task Stop_and_termination_protection_hold_until_they_are_lifted()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var id = cloud.Id("shop-db-prod");
        await cloud.Ec2.ModifyInstanceAttributeAsync(new ModifyInstanceAttributeRequest { InstanceId = id, DisableApiStop = true });
        await cloud.Ec2.ModifyInstanceAttributeAsync(new ModifyInstanceAttributeRequest { InstanceId = id, DisableApiTermination = true });

        var stop = await Stop(cloud, "shop-db-prod").Refused("OperationNotPermitted");
        await cloud.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest([id])).Refused("OperationNotPermitted");
        Assert.Contains("disableApiStop", stop.Message);

        await cloud.Ec2.ModifyInstanceAttributeAsync(new ModifyInstanceAttributeRequest { InstanceId = id, DisableApiStop = false });
        await Stop(cloud, "shop-db-prod");
        Assert.Equal("stopping", cloud.StateOf("shop-db-prod"));
    }

    [Fact]
    public async Task Attributes_can_be_read_back()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var id = cloud.Id("shop-web-test");
        var read = async (string attribute) => (await cloud.Ec2.DescribeInstanceAttributeAsync(
            new DescribeInstanceAttributeRequest { InstanceId = id, Attribute = attribute })).InstanceAttribute;

        await cloud.Ec2.ModifyInstanceAttributeAsync(new ModifyInstanceAttributeRequest { InstanceId = id, DisableApiStop = true });
        await cloud.Ec2.ModifyInstanceAttributeAsync(new ModifyInstanceAttributeRequest { InstanceId = id, InstanceType = "m6i.large" });

        Assert.True((await read("disableApiStop")).DisableApiStop);
        Assert.False((await read("disableApiTermination")).DisableApiTermination);
        Assert.Equal("m6i.large", (await read("instanceType")).InstanceType);
        Assert.Equal("stop", (await read("instanceInitiatedShutdownBehavior")).InstanceInitiatedShutdownBehavior);
    }

    [Fact]
    public async Task The_type_of_a_running_instance_cannot_be_changed()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        await cloud.Ec2.ModifyInstanceAttributeAsync(
            new ModifyInstanceAttributeRequest { InstanceId = cloud.Id("search-dev"), InstanceType = "m6i.large" })
            .Refused("IncorrectInstanceState");
    }

    private static Task<StopInstancesResponse> Stop(SimulatedCloud cloud, string name) =>
        cloud.Ec2.StopInstancesAsync(new StopInstancesRequest([cloud.Id(name)]));
}
