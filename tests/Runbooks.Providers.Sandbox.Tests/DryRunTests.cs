namespace Runbooks.Providers.Sandbox.Tests;

public sealed class DryRunTests
{
    // {id} is a stopped instance, {image} an image of the region.
    [Theory]
    [InlineData("DescribeInstances")]
    [InlineData("DescribeInstanceStatus")]
    [InlineData("DescribeInstanceAttribute&InstanceId={id}&Attribute=instanceType")]
    [InlineData("DescribeTags")]
    [InlineData("DescribeRegions")]
    [InlineData("DescribeAvailabilityZones")]
    [InlineData("DescribeImages")]
    [InlineData("RunInstances&ImageId={image}&MinCount=1&MaxCount=1&ClientToken=once")]
    [InlineData("StartInstances&InstanceId.1={id}")]
    [InlineData("StopInstances&InstanceId.1={id}")]
    [InlineData("TerminateInstances&InstanceId.1={id}")]
    [InlineData("ModifyInstanceAttribute&InstanceId={id}&DisableApiStop.Value=true")]
    [InlineData("CreateTags&ResourceId.1={id}&Tag.1.Key=env&Tag.1.Value=x")]
    [InlineData("DeleteTags&ResourceId.1={id}&Tag.1.Key=env")]
    public async Task A_dry_run_says_it_would_have_worked_and_changes_nothing(string action)
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var wire = new Wire(cloud.Server.Endpoint);
        var images = await wire.Send("DescribeImages");
        var before = cloud.Server.Instances();

        var answer = await wire.Send(action
            .Replace("{id}", cloud.Id("shop-web-test"))
            .Replace("{image}", images.Value("imageId")) + "&DryRun=true");

        Assert.Equal((412, "DryRunOperation"), (answer.Status, answer.Value("Code")));
        Assert.Equal(Shown(before), Shown(cloud.Server.Instances()));
    }

    [Fact]
    public async Task A_dry_run_of_a_reboot_is_one_too()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var wire = new Wire(cloud.Server.Endpoint);

        var answer = await wire.Send($"RebootInstances&InstanceId.1={cloud.Id("search-dev")}&DryRun=true");

        Assert.Equal("DryRunOperation", answer.Value("Code"));
    }

    [Fact]
    public async Task A_dry_run_of_what_would_fail_tells_the_failure()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var wire = new Wire(cloud.Server.Endpoint);

        var answer = await wire.Send("StopInstances&InstanceId.1=i-00000000000000001&DryRun=true");

        Assert.Equal("InvalidInstanceID.NotFound", answer.Value("Code"));
    }

    private static IEnumerable<string> Shown(IEnumerable<SandboxInstance> instances) =>
        instances.Select(i => $"{i.InstanceId} {i.State} {i.InstanceType} {string.Join(',', i.Tags)}");
}
