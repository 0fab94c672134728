using Amazon.EC2.Model;
using Amazon.Runtime;
using Amazon.SecurityToken.Model;

namespace Runbooks.Providers.Sandbox.Tests;

public sealed class AuthenticationTests
{
    private static readonly SandboxOptions Checking = new() { CheckSignatures = true };

    [Fact]
    public async Task A_right_signature_passes_whatever_the_text_signed()
    {
        await using var cloud = await SimulatedCloud.StartAsync(Checking);

        await cloud.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = [new("tag:Näme", ["a b+c=d&e/é*🙂~'"])] });

        Assert.Equal("Success", Assert.Single(cloud.Server.Requests.All()).Outcome);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_in_the_words_of_each_service()
    {
        await using var cloud = await SimulatedCloud.StartAsync(Checking);
        var wrong = new BasicAWSCredentials(SandboxCredential.Default.AccessKeyId, "not-the-secret");
        using var ec2 = cloud.Ec2With(wrong);
        using var sts = cloud.StsWith(wrong);

        await ec2.DescribeInstancesAsync(new DescribeInstancesRequest()).Refused("AuthFailure", 401);
        await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest()).Refused("SignatureDoesNotMatch", 403);
    }

    [Fact]
    public async Task An_unknown_key_is_refused_even_when_signatures_are_not_checked()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var unknown = new BasicAWSCredentials("AKIANOBODY0000000001", "x");
        using var ec2 = cloud.Ec2With(unknown);
        using var sts = cloud.StsWith(unknown);

        await ec2.DescribeInstancesAsync(new DescribeInstancesRequest()).Refused("AuthFailure", 401);
        await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest()).Refused("InvalidClientTokenId", 403);
    }

    [Fact]
    public async Task A_request_that_was_changed_on_its_way_is_refused()
    {
        await using var cloud = await SimulatedCloud.StartAsync(Checking);
        using var tampering = new HttpClient(new TamperingHandler());
        using var ec2 = new Amazon.EC2.AmazonEC2Client(SimulatedCloud.Key(SandboxCredential.Default), new Amazon.EC2.AmazonEC2Config
        {
            ServiceURL = cloud.Server.Endpoint.ToString(),
            AuthenticationRegion = SimulatedCloud.Tokyo,
            MaxErrorRetry = 0,
            HttpClientFactory = new FixedClient(tampering),
        });

        await ec2.StopInstancesAsync(new StopInstancesRequest([cloud.Id("search-dev")])).Refused("AuthFailure", 401);

        Assert.Equal("running", cloud.StateOf("search-dev"));
    }

    [Fact]
    public async Task A_signature_from_another_time_is_refused_when_the_clock_is_checked()
    {
        await using var cloud = await SimulatedCloud.StartAsync(new SandboxOptions { MaxClockSkew = TimeSpan.FromMinutes(5) });

        // The client signs with the real time; the server's clock stands in March 2026.
        await cloud.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest()).Refused("AuthFailure", 401);
    }

    [Fact]
    public async Task A_key_may_do_only_what_it_is_allowed_and_DryRun_tells()
    {
        var reader = new SandboxCredential("AKIAREADER0000000001", "reader-secret")
        {
            UserName = "reader",
            AllowedActions = ["ec2:Describe*"],
        };
        await using var cloud = await SimulatedCloud.StartAsync(new SandboxOptions { Credentials = [SandboxCredential.Default, reader] });
        using var ec2 = cloud.Ec2With(SimulatedCloud.Key(reader));
        using var sts = cloud.StsWith(SimulatedCloud.Key(reader));
        var stop = new StopInstancesRequest([cloud.Id("search-dev")]);

        await ec2.DescribeInstancesAsync(new DescribeInstancesRequest());
        var refusal = await ec2.StopInstancesAsync(stop).Refused("UnauthorizedOperation", 403);
        stop.DryRun = true;
        await ec2.StopInstancesAsync(stop).Refused("UnauthorizedOperation", 403);
        await sts.AssumeRoleAsync(Role("arn:aws:iam::123456789012:role/admin")).Refused("AccessDenied", 403);

        Assert.Contains("arn:aws:iam::123456789012:user/reader", refusal.Message);
        Assert.Contains("ec2:StopInstances", refusal.Message);
    }

    [Fact]
    public async Task An_assumed_role_acts_in_its_own_account_until_it_expires()
    {
        await using var cloud = await SimulatedCloud.StartAsync(Checking);
        using var sts = cloud.StsWith(SimulatedCloud.Key(SandboxCredential.Default));

        var answer = await sts.AssumeRoleAsync(Role("arn:aws:iam::210987654321:role/ops/stopper"));

        using var ec2 = cloud.Ec2With(answer.Credentials);
        using var assumed = cloud.StsWith(answer.Credentials);
        Assert.Equal(cloud.Clock.GetUtcNow().UtcDateTime.AddSeconds(900), answer.Credentials.Expiration!.Value.ToUniversalTime());
        var identity = await assumed.GetCallerIdentityAsync(new GetCallerIdentityRequest());
        Assert.Equal("arn:aws:sts::210987654321:assumed-role/stopper/night-shift", identity.Arn);
        Assert.Equal("210987654321", identity.Account);
        Assert.Equal(answer.AssumedRoleUser.AssumedRoleId, identity.UserId);
        Assert.Empty((await ec2.DescribeInstancesAsync(new DescribeInstancesRequest())).Reservations ?? []);

        cloud.Clock.Advance(TimeSpan.FromSeconds(900));
        await ec2.DescribeInstancesAsync(new DescribeInstancesRequest()).Refused("RequestExpired");
        await assumed.GetCallerIdentityAsync(new GetCallerIdentityRequest()).Refused("ExpiredToken", 403);
    }

    [Fact]
    public async Task Session_keys_without_their_token_are_refused()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var sts = cloud.StsWith(SimulatedCloud.Key(SandboxCredential.Default));
        var given = (await sts.AssumeRoleAsync(Role("arn:aws:iam::123456789012:role/stopper"))).Credentials;
        using var bare = cloud.Ec2With(new BasicAWSCredentials(given.AccessKeyId, given.SecretAccessKey));
        using var other = cloud.Ec2With(new SessionAWSCredentials(given.AccessKeyId, given.SecretAccessKey, "another-token"));

        await bare.DescribeInstancesAsync(new DescribeInstancesRequest()).Refused("AuthFailure", 401);
        await other.DescribeInstancesAsync(new DescribeInstancesRequest()).Refused("AuthFailure", 401);
    }

    [Fact]
    public async Task Only_known_roles_can_be_assumed_and_their_permissions_hold()
    {
        var role = new SandboxRole("arn:aws:iam::123456789012:role/reader", ["ec2:Describe*"]);
        await using var cloud = await SimulatedCloud.StartAsync(new SandboxOptions { Roles = [role] });
        using var sts = cloud.StsWith(SimulatedCloud.Key(SandboxCredential.Default));

        await sts.AssumeRoleAsync(Role("arn:aws:iam::123456789012:role/admin")).Refused("AccessDenied", 403);
        using var ec2 = cloud.Ec2With((await sts.AssumeRoleAsync(Role(role.Arn))).Credentials);
        await ec2.StopInstancesAsync(new StopInstancesRequest([cloud.Id("search-dev")])).Refused("UnauthorizedOperation", 403);
    }

    [Fact]
    public async Task A_web_identity_token_opens_a_session_without_a_signature()
    {
        await using var cloud = await SimulatedCloud.StartAsync(Checking with { WebIdentityTokens = ["pod-token"] });
        using var sts = cloud.StsWith(new AnonymousAWSCredentials());
        var assume = (string token) => sts.AssumeRoleWithWebIdentityAsync(new AssumeRoleWithWebIdentityRequest
        {
            RoleArn = "arn:aws:iam::123456789012:role/irsa",
            RoleSessionName = "pod",
            WebIdentityToken = token,
        });

        var answer = await assume("pod-token");
        await assume("someone-elses-token").Refused("InvalidIdentityToken");
        await assume("   ").Refused("ValidationError");

        using var ec2 = cloud.Ec2With(answer.Credentials);
        Assert.NotEmpty((await ec2.DescribeInstancesAsync(new DescribeInstancesRequest())).Reservations);
        Assert.All(
            cloud.Server.Requests.Of("AssumeRoleWithWebIdentity"),
            request => Assert.Equal("***", request.Parameters["WebIdentityToken"]));
    }

    [Fact]
    public async Task Malformed_role_requests_name_the_member()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        using var sts = cloud.StsWith(SimulatedCloud.Key(SandboxCredential.Default));

        var arn = await sts.AssumeRoleAsync(Role("stopper")).Refused("ValidationError");
        var duration = await sts.AssumeRoleAsync(Role("arn:aws:iam::123456789012:role/stopper", seconds: 10)).Refused("ValidationError");

        Assert.Contains("roleArn", arn.Message);
        Assert.Contains("greater than or equal to 900", duration.Message);
    }

    private static AssumeRoleRequest Role(string arn, int seconds = 900) =>
        new() { RoleArn = arn, RoleSessionName = "night-shift", DurationSeconds = seconds };

    private sealed class TamperingHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellation);
            request.Content = new StringContent(body + "&Force=true", request.Content.Headers.ContentType);
            return await base.SendAsync(request, cancellation);
        }
    }

    private sealed class FixedClient(HttpClient client) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => client;
    }
}
