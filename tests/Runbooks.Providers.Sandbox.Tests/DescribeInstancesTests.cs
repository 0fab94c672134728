using Amazon.EC2.Model;

namespace Runbooks.Providers.Sandbox.Tests;

public sealed class DescribeInstancesTests
{
    [Fact]
    public async Task A_running_instance_shows_all_that_people_look_at()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var answer = await cloud.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [cloud.Id("shop-web-dev-1")] });

        var reservation = Assert.Single(answer.Reservations);
        Assert.StartsWith("r-", reservation.ReservationId);
        Assert.Equal("123456789012", reservation.OwnerId);
        var instance = Assert.Single(reservation.Instances);
        Assert.Equal("running", instance.State.Name);
        Assert.Equal(16, instance.State.Code);
        Assert.Equal("t3.small", instance.InstanceType);
        Assert.Equal("ap-northeast-1a", instance.Placement.AvailabilityZone);
        Assert.Equal("disabled", instance.Monitoring.State);
        Assert.Equal(new DateTime(2026, 2, 26, 12, 0, 0, DateTimeKind.Utc), instance.LaunchTime!.Value.ToUniversalTime());
        Assert.Equal("shop", instance.Tags.Single(tag => tag.Key == "team").Value);
        Assert.Equal("/dev/xvda", Assert.Single(instance.BlockDeviceMappings).DeviceName);
        Assert.Equal("default", Assert.Single(instance.SecurityGroups).GroupName);
        Assert.Equal(instance.PrivateIpAddress, Assert.Single(instance.NetworkInterfaces).PrivateIpAddress);
        Assert.Equal($"ip-{instance.PrivateIpAddress.Replace('.', '-')}.ap-northeast-1.compute.internal", instance.PrivateDnsName);
        Assert.StartsWith("ec2-198-18-", instance.PublicDnsName);
        Assert.NotEmpty(instance.PublicIpAddress);
        Assert.Equal("", instance.StateTransitionReason);
        Assert.Null(instance.StateReason);
        Assert.Equal("x86_64", instance.Architecture);
        Assert.Equal("xen", instance.Hypervisor);
        Assert.Equal("ebs", instance.RootDeviceType);
        Assert.NotEmpty(answer.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task A_stopped_instance_has_no_public_address_and_says_why_it_stopped()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var answer = await cloud.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [cloud.Id("shop-web-test")] });

        var instance = answer.Reservations[0].Instances[0];
        Assert.Equal(80, instance.State.Code);
        Assert.Null(instance.PublicIpAddress);
        Assert.Equal("", instance.PublicDnsName);
        Assert.Equal("Client.UserInitiatedShutdown", instance.StateReason.Code);
        Assert.Equal("User initiated (2026-03-01 11:00:00 GMT)", instance.StateTransitionReason);
    }

    [Fact]
    public async Task Each_region_has_its_own_instances()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var virginia = cloud.Ec2In("us-east-1");

        var there = await virginia.DescribeInstancesAsync(new DescribeInstancesRequest());

        Assert.Contains("bastion", Names(there));
        Assert.DoesNotContain("shop-db-prod", Names(there));
        await virginia.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [cloud.Id("shop-db-prod")] })
            .Refused("InvalidInstanceID.NotFound");
    }

    [Fact]
    public async Task An_unknown_region_is_refused()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var nowhere = cloud.Ec2In("mars-north-1");

        var refusal = await nowhere.DescribeInstancesAsync(new DescribeInstancesRequest()).Refused("AuthFailure", 401);

        Assert.Contains("mars-north-1", refusal.Message);
    }

    [Theory]
    [MemberData(nameof(FilterCases))]
    public async Task Filters_select_as_EC2_does(string filters, string expected)
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var answer = await cloud.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest
        {
            Filters = [.. filters.Split(';', StringSplitOptions.TrimEntries).Select(Filter)],
        });

        Assert.Equal(expected, string.Join(' ', Names(answer).Order()));
    }

    public static TheoryData<string, string> FilterCases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", "instance-filters.txt")))
        {
            if (line.Length > 0 && line[0] != '#' && line.Split("=>", StringSplitOptions.TrimEntries) is [var filters, var expected])
                cases.Add(filters, expected);
        }

        return cases;
    }

    [Fact]
    public async Task An_unknown_filter_is_refused_by_name()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var refusal = await cloud.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = [Filter("colour=red")] })
            .Refused("InvalidParameterValue");

        Assert.Equal("The filter 'colour' is invalid", refusal.Message);
    }

    [Fact]
    public async Task Pages_follow_each_other_until_all_reservations_are_seen_once()
    {
        await using var cloud = await SimulatedCloud.StartAsync(new SandboxOptions { Fleet = Fleet.Of(23) });
        var sizes = new List<int>();
        var seen = new List<string>();

        await foreach (var page in cloud.Ec2.Paginators.DescribeInstances(new DescribeInstancesRequest { MaxResults = 10 }).Responses)
        {
            sizes.Add(page.Reservations.Count);
            seen.AddRange(page.Reservations.SelectMany(reservation => reservation.Instances).Select(instance => instance.InstanceId));
        }

        Assert.Equal([10, 10, 3], sizes);
        Assert.Equal(23, seen.Distinct().Count());
    }

    [Fact]
    public async Task Pages_of_a_filtered_list_are_full_and_the_last_has_no_token()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var request = new DescribeInstancesRequest { MaxResults = 5, Filters = [Filter("instance-state-name=running")] };

        var first = await cloud.Ec2.DescribeInstancesAsync(request);
        request.NextToken = first.NextToken;
        var second = await cloud.Ec2.DescribeInstancesAsync(request);

        Assert.Equal(5, first.Reservations.Count);
        Assert.Equal(5, second.Reservations.Count);
        Assert.Null(second.NextToken);
    }

    [Fact]
    public async Task Page_sizes_and_tokens_that_make_no_sense_are_refused()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        await cloud.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { MaxResults = 4 }).Refused("InvalidParameterValue");
        await cloud.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { NextToken = "bm9uc2Vuc2U=" })
            .Refused("InvalidPaginationToken");
        await cloud.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { MaxResults = 5, InstanceIds = [cloud.Id("search-dev")] })
            .Refused("InvalidParameterCombination");
    }

    [Fact]
    public async Task All_missing_ids_are_named_and_a_malformed_one_is_told_apart()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var describe = (params string[] ids) => cloud.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [.. ids] });

        var one = await describe("i-00000000000000001").Refused("InvalidInstanceID.NotFound");
        var two = await describe("i-00000000000000001", cloud.Id("search-dev"), "i-0000000a").Refused("InvalidInstanceID.NotFound");
        var malformed = await describe("web-1").Refused("InvalidInstanceID.Malformed");

        Assert.Equal("The instance ID 'i-00000000000000001' does not exist", one.Message);
        Assert.Equal("The instance IDs 'i-00000000000000001, i-0000000a' do not exist", two.Message);
        Assert.Contains("\"web-1\"", malformed.Message);
    }

    [Fact]
    public async Task Status_checks_cover_running_instances_or_all_of_them()
    {
        await using var cloud = await SimulatedCloud.StartAsync();

        var running = await cloud.Ec2.DescribeInstanceStatusAsync(new DescribeInstanceStatusRequest());
        var all = await cloud.Ec2.DescribeInstanceStatusAsync(new DescribeInstanceStatusRequest { IncludeAllInstances = true });

        Assert.Equal(10, running.InstanceStatuses.Count);
        Assert.All(running.InstanceStatuses, status => Assert.Equal("ok", status.Status.Status));
        Assert.Equal(12, all.InstanceStatuses.Count);
        Assert.Equal(2, all.InstanceStatuses.Count(status => status.SystemStatus.Status == "not-applicable"));
    }

    [Fact]
    public async Task Status_checks_of_a_started_instance_initialize_first()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var id = cloud.Id("shop-web-test");
        var status = async () => (await cloud.Ec2.DescribeInstanceStatusAsync(new DescribeInstanceStatusRequest { InstanceIds = [id] }))
            .InstanceStatuses?.SingleOrDefault()?.Status.Status.Value;

        await cloud.Ec2.StartInstancesAsync(new StartInstancesRequest([id]));
        Assert.Null(await status());
        cloud.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("initializing", await status());
        cloud.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("ok", await status());
    }

    private static Filter Filter(string text) =>
        text.Split('=', 2) is [var name, var values] ? new Filter(name, [.. values.Split(',')]) : throw new FormatException(text);

    private static IEnumerable<string> Names(DescribeInstancesResponse answer) => (answer.Reservations ?? [])
        .SelectMany(reservation => reservation.Instances)
        .Select(instance => instance.Tags.Single(tag => tag.Key == "Name").Value);
}
