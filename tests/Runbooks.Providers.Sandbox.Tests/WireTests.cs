namespace Runbooks.Providers.Sandbox.Tests;

public sealed class WireTests
{
    [Fact]
    public async Task An_EC2_error_has_the_shape_and_a_request_id_of_its_own()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var wire = new Wire(cloud.Server.Endpoint);

        var first = await wire.Send("StopInstances");
        var second = await wire.Send("StopInstances");

        Assert.Equal("Response", first.Xml!.Name);
        Assert.Equal("MissingParameter", first.Xml.Element("Errors")!.Element("Error")!.Element("Code")!.Value);
        Assert.NotEqual(first.Xml.Element("RequestID")!.Value, second.Xml!.Element("RequestID")!.Value);
    }

    [Fact]
    public async Task An_operation_that_is_not_there_is_refused_with_those_that_are()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var wire = new Wire(cloud.Server.Endpoint);

        var answer = await wire.Send("StopInstance");

        Assert.Equal((400, "InvalidAction"), (answer.Status, answer.Value("Code")));
        Assert.Contains("StopInstances", answer.Value("Message"));
    }

    [Theory]
    [InlineData(null, 403, "MissingAuthenticationToken")]
    [InlineData("Basic dXNlcjpwYXNz", 400, "IncompleteSignature")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIASANDBOX000000001", 400, "IncompleteSignature")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=0", 400, "IncompleteSignature")]
    public async Task A_request_without_a_usable_signature_is_refused(string? authorization, int status, string code)
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var wire = new Wire(cloud.Server.Endpoint);

        var answer = await wire.Send("DescribeInstances", authorization: authorization);

        Assert.Equal((status, code), (answer.Status, answer.Value("Code")));
    }

    [Theory]
    [InlineData("", "MissingAction")]
    [InlineData("&&&===&%zz%&\u0001=\uFFFD", "MissingAction")]
    [InlineData("Action=StopInstances&InstanceId=i-1", "MissingParameter")]
    [InlineData("Action=StopInstances&InstanceId.x=i-1", "MissingParameter")]
    [InlineData("Action=StopInstances&InstanceId.99999999999999999999=i-1", "MissingParameter")]
    [InlineData("Action=StopInstances&InstanceId.999999999=i-1", "InvalidInstanceID.Malformed")]
    [InlineData("Action=StopInstances&InstanceId.1=", "InvalidInstanceID.Malformed")]
    [InlineData("Action=StopInstances&InstanceId.1=i-00000000000000001&Force=perhaps", "InvalidParameterValue")]
    [InlineData("Action=DescribeInstances&MaxResults=many", "InvalidParameterValue")]
    [InlineData("Action=DescribeInstances&MaxResults=-1", "InvalidParameterValue")]
    [InlineData("Action=DescribeInstances&NextToken=%00", "InvalidPaginationToken")]
    [InlineData("Action=DescribeInstances&Filter.1.Value.1=x", "MissingParameter")]
    [InlineData("Action=DescribeInstanceAttribute&InstanceId=i-1&Attribute=colour", "InvalidParameterValue")]
    [InlineData("Action=RunInstances&ImageId=ami-1&MinCount=1&MaxCount=1", "InvalidAMIID.Malformed")]
    public async Task Bad_input_is_refused_with_a_code_and_the_server_goes_on(string body, string code)
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var wire = new Wire(cloud.Server.Endpoint);

        var answer = await wire.SendBody(body);
        var next = await wire.Send("DescribeRegions");

        Assert.Equal((400, code), (answer.Status, answer.Value("Code")));
        Assert.Equal(200, next.Status);
    }

    [Fact]
    public async Task A_name_of_ten_thousand_dots_is_harmless()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var wire = new Wire(cloud.Server.Endpoint);

        var answer = await wire.SendBody($"Action=DescribeRegions&{new string('.', 10_000)}=x");

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.ExpectContinue = true;

        using var answer = await http.PostAsync(cloud.Server.Endpoint, new ByteArrayContent(new byte[5 * 1024 * 1024]));

        Assert.Equal(413, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_port_in_use_is_told_at_the_start()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var failure = await Assert.ThrowsAsync<IOException>(
            () => SandboxServer.StartAsync(new SandboxOptions { Port = cloud.Server.Endpoint.Port }));

        Assert.Contains(cloud.Server.Endpoint.Port.ToString(), failure.Message);
    }

    [Fact]
    public async Task A_fleet_in_a_region_that_is_not_there_is_told_with_those_that_are()
    {
        var options = new SandboxOptions { Fleet = Fleet.Of(1, "mars-north-1") };

        var failure = await Assert.ThrowsAsync<ArgumentException>(() => SandboxServer.StartAsync(options));

        Assert.Contains("mars-north-1", failure.Message);
        Assert.Contains("ap-northeast-1", failure.Message);
    }

    [Fact]
    public async Task Regions_and_their_zones_are_listed()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var regions = await cloud.Ec2.DescribeRegionsAsync();
        var zones = await cloud.Ec2.DescribeAvailabilityZonesAsync();

        Assert.Contains(regions.Regions, region => region is { RegionName: "us-east-1", Endpoint: "ec2.us-east-1.amazonaws.com" });
        Assert.Equal(["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"], zones.AvailabilityZones.Select(zone => zone.ZoneName));
    }
}
