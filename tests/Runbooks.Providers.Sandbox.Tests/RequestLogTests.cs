using System.Net.Http.Json;
using System.Text.Json;
using Amazon.EC2.Model;

namespace Runbooks.Providers.Sandbox.Tests;

public sealed class RequestLogTests
{
    [Fact]
    public async Task A_request_is_logged_with_who_where_what_and_how_it_ended()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var id = cloud.Id("search-dev");

        var answer = await cloud.Ec2.StopInstancesAsync(new StopInstancesRequest([id]));
        await cloud.Ec2.RunInstancesAsync(
            new RunInstancesRequest("ami-00000000000000001", 1, 1) { ClientToken = "t-1", UserData = "c2VjcmV0" })
            .Refused("InvalidAMIID.NotFound");

        Assert.Collection(
            cloud.Server.Requests.All(),
            stop =>
            {
                Assert.Equal(("ec2", "StopInstances", "ap-northeast-1"), (stop.Service, stop.Operation, stop.Region));
                Assert.Equal(SandboxCredential.Default.AccessKeyId, stop.AccessKeyId);
                Assert.Equal(id, stop.Parameters["InstanceId.1"]);
                Assert.Equal(("Success", 200), (stop.Outcome, stop.Status));
                Assert.Equal(answer.ResponseMetadata.RequestId, stop.RequestId);
                Assert.Equal(cloud.Clock.GetUtcNow(), stop.Time);
            },
            run =>
            {
                Assert.Equal("t-1", run.ClientToken);
                Assert.Equal("***", run.Parameters["UserData"]);
                Assert.Equal(("InvalidAMIID.NotFound", 400), (run.Outcome, run.Status));
            });
    }

    [Fact]
    public async Task The_log_is_read_and_cleared_over_HTTP()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var http = new HttpClient { BaseAddress = cloud.Server.Endpoint };
        await cloud.Ec2.DescribeRegionsAsync();
        await cloud.Ec2.StopInstancesAsync(new StopInstancesRequest([cloud.Id("search-dev")]));

        var all = await http.GetFromJsonAsync<JsonElement>("/sandbox/requests");
        var stops = await http.GetFromJsonAsync<JsonElement>("/sandbox/requests?operation=StopInstances");
        using var deleted = await http.DeleteAsync("/sandbox/requests");

        Assert.Equal(2, all.GetArrayLength());
        Assert.Equal("Success", Assert.Single(stops.EnumerateArray()).GetProperty("outcome").GetString());
        Assert.Equal(204, (int)deleted.StatusCode);
        Assert.Empty(cloud.Server.Requests.All());
        Assert.Equal("stopping", cloud.StateOf("search-dev"));
    }

    [Fact]
    public async Task A_reset_brings_the_fleet_back()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var http = new HttpClient { BaseAddress = cloud.Server.Endpoint };
        var id = cloud.Id("search-dev");
        await cloud.Ec2.StopInstancesAsync(new StopInstancesRequest([id]));

        using var reset = await http.PostAsync("/sandbox/reset", null);

        Assert.Equal(204, (int)reset.StatusCode);
        Assert.Equal("running", cloud.StateOf("search-dev"));
        Assert.Equal(id, cloud.Id("search-dev"));
        Assert.Empty(cloud.Server.Requests.All());
    }

    [Fact]
    public async Task Instances_are_shown_over_HTTP_and_other_paths_say_what_there_is()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var http = new HttpClient { BaseAddress = cloud.Server.Endpoint };

        var instances = await http.GetFromJsonAsync<JsonElement>("/sandbox/instances");
        using var other = await http.GetAsync("/sandbox/fleet");

        Assert.Equal(20, instances.GetArrayLength());
        Assert.Equal(404, (int)other.StatusCode);
        Assert.Contains("/sandbox/requests", await other.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_log_keeps_the_newest_requests()
    {
        await using var cloud = await SimulatedCloud.StartAsync(new SandboxOptions { RequestLogCapacity = 2 });
        await cloud.Ec2.DescribeRegionsAsync();
        await cloud.Ec2.DescribeTagsAsync();
        await cloud.Ec2.DescribeImagesAsync();

        Assert.Equal(["DescribeTags", "DescribeImages"], cloud.Server.Requests.All().Select(request => request.Operation));
    }
}
