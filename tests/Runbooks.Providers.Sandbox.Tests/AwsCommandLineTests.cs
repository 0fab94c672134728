namespace Runbooks.Providers.Sandbox.Tests;

/// <summary>With signatures checked: what passes here was signed, sent and understood by a client nobody here wrote.</summary>
public sealed class AwsCommandLineTests
{
    private static readonly SandboxOptions Checking = new() { CheckSignatures = true };

    [Fact]
    public async Task It_lists_what_a_filter_and_a_query_select()
    {
        await using var cloud = await SimulatedCloud.StartAsync(Checking);

        var names = (await AwsCommandLine.Run(
            cloud.Server,
            "ec2 describe-instances --filters Name=tag:env,Values=dev Name=instance-state-name,Values=running "
            + "--query \"sort(Reservations[].Instances[].Tags[?Key=='Name'].Value[])\"")).Json();

        Assert.Equal(
            ["search-dev", "shop-api-dev", "shop-web-dev-1", "shop-web-dev-2"],
            names.EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task It_pages_through_the_whole_fleet()
    {
        await using var cloud = await SimulatedCloud.StartAsync(Checking with { Fleet = Fleet.Of(23) });

        var ids = (await AwsCommandLine.Run(
            cloud.Server, "ec2 describe-instances --page-size 10 --query Reservations[].Instances[].InstanceId")).Json();

        Assert.Equal(23, ids.EnumerateArray().Select(id => id.GetString()).Distinct().Count());
        Assert.Equal(3, cloud.Server.Requests.Of("DescribeInstances").Count);
    }

    [Fact]
    public async Task It_stops_instances_and_its_waiter_sees_them_stopped()
    {
        await using var cloud = await SimulatedCloud.StartAsync(Checking);
        var id = cloud.Id("search-dev");

        var stop = (await AwsCommandLine.Run(cloud.Server, $"ec2 stop-instances --instance-ids {id} {cloud.Id("shop-web-test")}")).Json();
        cloud.Clock.Advance(TimeSpan.FromSeconds(2));
        var wait = await AwsCommandLine.Run(cloud.Server, $"ec2 wait instance-stopped --instance-ids {id}");

        var change = stop.GetProperty("StoppingInstances")[0];
        Assert.Equal("stopping", change.GetProperty("CurrentState").GetProperty("Name").GetString());
        Assert.Equal(16, change.GetProperty("PreviousState").GetProperty("Code").GetInt32());
        Assert.Equal((0, ""), (wait.ExitCode, wait.Error));
    }

    [Fact]
    public async Task It_starts_an_instance_and_its_waiter_sees_the_checks_pass()
    {
        await using var cloud = await SimulatedCloud.StartAsync(Checking);
        var id = cloud.Id("shop-web-test");

        var start = (await AwsCommandLine.Run(cloud.Server, $"ec2 start-instances --instance-ids {id}")).Json();
        cloud.Clock.Advance(TimeSpan.FromSeconds(4));
        var wait = await AwsCommandLine.Run(cloud.Server, $"ec2 wait instance-status-ok --instance-ids {id}");

        Assert.Equal("pending", start.GetProperty("StartingInstances")[0].GetProperty("CurrentState").GetProperty("Name").GetString());
        Assert.Equal((0, ""), (wait.ExitCode, wait.Error));
    }

    [Fact]
    public async Task It_launches_tags_and_terminates()
    {
        await using var cloud = await SimulatedCloud.StartAsync(Checking);
        var image = (await AwsCommandLine.Run(
            cloud.Server,
            "ec2 describe-images --owners amazon --filters Name=name,Values=al2023-*x86_64 --query Images[0].ImageId")).Json();

        var run = (await AwsCommandLine.Run(
            cloud.Server,
            $"ec2 run-instances --image-id {image.GetString()} --count 2 --instance-type t3.micro --client-token once "
            + "--tag-specifications ResourceType=instance,Tags=[{Key=Name,Value=fresh}]")).Json();
        var id = run.GetProperty("Instances")[0].GetProperty("InstanceId").GetString();
        await AwsCommandLine.Run(cloud.Server, $"ec2 create-tags --resources {id} --tags Key=Name,Value=renamed Key=note,Value=");
        var tags = (await AwsCommandLine.Run(cloud.Server, $"ec2 describe-tags --filters Name=resource-id,Values={id}")).Json();
        var terminate = (await AwsCommandLine.Run(cloud.Server, $"ec2 terminate-instances --instance-ids {id}")).Json();

        Assert.Equal(2, run.GetProperty("Instances").GetArrayLength());
        Assert.Equal(["Name=renamed", "note="], tags.GetProperty("Tags").EnumerateArray()
            .Select(tag => $"{tag.GetProperty("Key").GetString()}={tag.GetProperty("Value").GetString()}"));
        var change = terminate.GetProperty("TerminatingInstances")[0];
        Assert.Equal("shutting-down", change.GetProperty("CurrentState").GetProperty("Name").GetString());
    }

    [Fact]
    public async Task It_protects_an_instance_and_then_may_not_stop_it()
    {
        await using var cloud = await SimulatedCloud.StartAsync(Checking);
        var id = cloud.Id("shop-db-prod");

        var modify = await AwsCommandLine.Run(cloud.Server, $"ec2 modify-instance-attribute --instance-id {id} --disable-api-stop");
        var attribute = (await AwsCommandLine.Run(
            cloud.Server, $"ec2 describe-instance-attribute --instance-id {id} --attribute disableApiStop")).Json();
        var stop = await AwsCommandLine.Run(cloud.Server, $"ec2 stop-instances --instance-ids {id}");

        Assert.Equal((0, ""), (modify.ExitCode, modify.Error));
        Assert.True(attribute.GetProperty("DisableApiStop").GetProperty("Value").GetBoolean());
        Assert.Contains("(OperationNotPermitted) when calling the StopInstances operation", stop.Error);
    }

    [Theory]
    [InlineData("ec2 stop-instances --instance-ids i-00000000000000001", "(InvalidInstanceID.NotFound)")]
    [InlineData("ec2 stop-instances --instance-ids web-1", "(InvalidInstanceID.Malformed)")]
    [InlineData("ec2 describe-instances --filters Name=colour,Values=red", "The filter 'colour' is invalid")]
    [InlineData("ec2 describe-instances --dry-run", "(DryRunOperation)")]
    [InlineData("ec2 describe-volumes", "(InvalidAction)")]
    [InlineData("sts assume-role --role-arn arn:aws:iam::123456789012:user/x --role-session-name me", "(ValidationError)")]
    public async Task It_shows_the_error_code(string arguments, string expected)
    {
        await using var cloud = await SimulatedCloud.StartAsync(Checking);

        var result = await AwsCommandLine.Run(cloud.Server, arguments);

        Assert.Equal(254, result.ExitCode);
        Assert.Contains(expected, result.Error);
    }

    [Fact]
    public async Task It_is_told_apart_by_its_secret()
    {
        await using var cloud = await SimulatedCloud.StartAsync(Checking);
        var wrong = new Dictionary<string, string> { ["AWS_SECRET_ACCESS_KEY"] = "wrong" };

        var ec2 = await AwsCommandLine.Run(cloud.Server, "ec2 describe-instances", wrong);
        var sts = await AwsCommandLine.Run(cloud.Server, "sts get-caller-identity", wrong);

        Assert.Contains("(AuthFailure)", ec2.Error);
        Assert.Contains("(SignatureDoesNotMatch)", sts.Error);
    }

    [Fact]
    public async Task It_assumes_a_role_with_a_web_identity_from_its_environment()
    {
        // The client looks at the session's expiry with its own clock, so ours must agree with it.
        await using var cloud = await SimulatedCloud.StartAsync(
            Checking with { WebIdentityTokens = ["pod-token"] }, at: TimeProvider.System.GetUtcNow());
        var tokenFile = Path.GetTempFileName();
        await File.WriteAllTextAsync(tokenFile, "pod-token", TestContext.Current.CancellationToken);

        var identity = await AwsCommandLine.Run(cloud.Server, "sts get-caller-identity", new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = "",
            ["AWS_SECRET_ACCESS_KEY"] = "",
            ["AWS_ROLE_ARN"] = "arn:aws:iam::123456789012:role/irsa",
            ["AWS_ROLE_SESSION_NAME"] = "pod",
            ["AWS_WEB_IDENTITY_TOKEN_FILE"] = tokenFile,
        });
        File.Delete(tokenFile);

        Assert.Equal("arn:aws:sts::123456789012:assumed-role/irsa/pod", identity.Json().GetProperty("Arn").GetString());
        Assert.Equal(["AssumeRoleWithWebIdentity", "GetCallerIdentity"], cloud.Server.Requests.All().Select(request => request.Operation));
    }

    [Fact]
    public async Task It_lists_regions_zones_and_status()
    {
        await using var cloud = await SimulatedCloud.StartAsync(Checking);

        var regions = (await AwsCommandLine.Run(cloud.Server, "ec2 describe-regions --query Regions[].RegionName")).Json();
        var zones = (await AwsCommandLine.Run(cloud.Server, "ec2 describe-availability-zones --region us-east-1")).Json();
        var status = (await AwsCommandLine.Run(cloud.Server, "ec2 describe-instance-status --include-all-instances")).Json();

        Assert.Contains("ap-northeast-1", regions.EnumerateArray().Select(region => region.GetString()));
        Assert.Equal(6, zones.GetProperty("AvailabilityZones").GetArrayLength());
        Assert.Equal(12, status.GetProperty("InstanceStatuses").GetArrayLength());
    }
}
