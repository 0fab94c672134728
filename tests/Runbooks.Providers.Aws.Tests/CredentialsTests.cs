using Runbooks.Actions;
using Runbooks.Providers.Aws.Tests.Wire;

namespace Runbooks.Providers.Aws.Tests;

public class CredentialsTests
{
    private const string File = """
        # made by hand
        [default]
        aws_access_key_id = AKIADEFAULT
        aws_secret_access_key=d3fault/secret+
        region = eu-central-1

        [profile ops]
        AWS_ACCESS_KEY_ID=AKIAOPS
        aws_secret_access_key = 0ps=secret
        aws_session_token = 0ps-token
        """;

    [Fact]
    public async Task The_key_and_the_region_come_from_the_profile_in_the_secret()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances());

        await ExecuteAsync(aws, "{}", File);

        Assert.Contains("Credential=AKIADEFAULT/", aws.Calls.Single().Authorization, StringComparison.Ordinal);
        Assert.Contains("/eu-central-1/ec2/", aws.Calls.Single().Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_is_chosen_by_name_and_the_steps_region_wins()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances());

        await ExecuteAsync(aws, """{"profile": "ops"}""", File, region: "ap-northeast-1");

        Assert.Contains("Credential=AKIAOPS/", aws.Calls.Single().Authorization, StringComparison.Ordinal);
        Assert.Contains("/ap-northeast-1/ec2/", aws.Calls.Single().Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_keys_and_session_tokens_are_masked()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances());
        var run = new StepRun { CredentialsFile = File, Environment = { ["AWS_ENDPOINT_URL"] = aws.Url.AbsoluteUri } };

        await run.ExecuteAsync(Body("""{"profile": "ops"}""", "eu-west-1"));

        Assert.Equal(["0ps=secret", "0ps-token"], run.Masked);
    }

    [Fact]
    public async Task An_endpoint_in_the_profile_is_called()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances());

        var outcome = await new StepRun { CredentialsFile = $"{File}\nendpoint_url = {aws.Url}" }.ExecuteAsync(Body("""{"profile": "ops"}""", "eu-west-1"));

        Assert.Equal(ActionStatus.Succeeded, outcome.Status);
        Assert.Single(aws.Calls);
    }

    [Fact]
    public async Task An_endpoint_for_the_service_wins_over_the_general_one()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances());
        var run = new StepRun { CredentialsFile = File, Environment = { ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9", ["AWS_ENDPOINT_URL_EC2"] = aws.Url.AbsoluteUri } };

        await run.ExecuteAsync(Body("{}", "eu-west-1"));

        Assert.Single(aws.Calls);
    }

    [Fact]
    public async Task A_role_is_taken_on_once_and_kept()
    {
        await using var aws = await FakeAws.StartAsync(sent => sent.Action == "AssumeRole"
            ? Reply.Role
            : Reply.Instances());
        var run = new StepRun { CredentialsFile = File, Environment = { ["AWS_ENDPOINT_URL"] = aws.Url.AbsoluteUri } };
        using var provider = run.Provider();
        var context = run.Context("""
            {"service": "ec2", "action": "DescribeInstances",
             "credentials": {"secret": {"name": "awskey", "key": "credentials"}, "assumeRole": {"roleArn": "arn:aws:iam::123456789012:role/ops", "externalId": "x"}}}
            """);

        await provider.ExecuteAsync(context, TestContext.Current.CancellationToken);
        await provider.ExecuteAsync(context, TestContext.Current.CancellationToken);

        Assert.Equal(["AssumeRole", "DescribeInstances", "DescribeInstances"], aws.Actions);
        Assert.Equal(("arn:aws:iam::123456789012:role/ops", "x", "runbooks"), (aws.Calls.First()["RoleArn"], aws.Calls.First()["ExternalId"], aws.Calls.First()["RoleSessionName"]));
        Assert.Contains("Credential=ASIAROLE/", aws.Calls.Last().Authorization, StringComparison.Ordinal);
        Assert.Equal(["r0le", "r0le-token", "r0le", "r0le-token"], run.Masked);
    }

    [Fact]
    public async Task A_role_that_may_not_be_taken_on_is_an_error_that_names_it()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Error(403, "AccessDenied", "User is not authorized to perform: sts:AssumeRole"));
        var run = new StepRun { CredentialsFile = File, Environment = { ["AWS_ENDPOINT_URL"] = aws.Url.AbsoluteUri } };

        var outcome = await run.ExecuteAsync("""
            {"service": "ec2", "action": "DescribeInstances",
             "credentials": {"secret": {"name": "awskey", "key": "credentials"}, "assumeRole": {"roleArn": "arn:aws:iam::123456789012:role/ops"}}}
            """);

        Assert.Equal(ActionStatus.Error, outcome.Status);
        Assert.StartsWith("could not get AWS credentials for role arn:aws:iam::123456789012:role/ops: ", outcome.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "{}", "there is no Secret awskey/credentials in namespace ops")]
    [InlineData(File, """{"profile": "opps"}""", "Secret awskey/credentials has no profile 'opps'; did you mean 'ops'?; it has: default, ops")]
    [InlineData("[default]\naws_access_key_id = A", "{}", "profile 'default' in Secret awskey/credentials has no aws_secret_access_key")]
    [InlineData("[default]\naws_access_key = A\naws_secret_access_key = B", "{}",
        "profile 'default' in Secret awskey/credentials has no aws_access_key_id; did you mean 'aws_access_key'?")]
    [InlineData("aws_access_key_id = A", "{}", "Secret awskey/credentials is no AWS credentials file: line 1 stands before any [profile]")]
    [InlineData("[default]\nAKIA s3cr3t", "{}", "Secret awskey/credentials is no AWS credentials file: line 2 is neither [profile] nor name = value")]
    [InlineData("", "{}", "Secret awskey/credentials has no profile 'default'; it has: none")]
    [InlineData("[default]\naws_access_key_id = A\naws_secret_access_key = B", "{}",
        "no region: give 'region' (e.g. eu-west-1), or set AWS_REGION, or put region into profile 'default' of Secret awskey/credentials")]
    [InlineData("[default]\naws_access_key_id = A\naws_secret_access_key = B\nregion=r\nendpoint_url = nowhere", "{}",
        "'nowhere' is no endpoint: expected a URL like https://ec2.eu-west-1.amazonaws.com")]
    public async Task A_bad_secret_is_an_error_that_names_it_and_shows_nothing_of_it(string? file, string profile, string message)
    {
        var outcome = await new StepRun { CredentialsFile = file }.ExecuteAsync(Body(profile, null));

        Assert.Equal(ActionStatus.Error, outcome.Status);
        Assert.Equal(message, outcome.Message);
    }

    [Fact]
    public async Task The_providers_own_endpoint_and_key_win_over_everything_in_the_step()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances());
        var run = new StepRun { Options = StepRun.At(aws) };

        var outcome = await run.ExecuteAsync("""
            {"service": "ec2", "action": "DescribeInstances", "endpoint": "http://127.0.0.1:9",
             "credentials": {"secret": {"name": "nothing", "key": "there"}, "assumeRole": {"roleArn": "arn:aws:iam::123456789012:role/ops"}}}
            """);

        Assert.Equal(ActionStatus.Succeeded, outcome.Status);
        Assert.Contains("Credential=AKIDEXAMPLE/", aws.Calls.Single().Authorization, StringComparison.Ordinal);
        Assert.Empty(run.Masked);
    }

    private static Task<ActionOutcome> ExecuteAsync(FakeAws aws, string profile, string file, string? region = null) =>
        new StepRun { CredentialsFile = file, Environment = { ["AWS_ENDPOINT_URL"] = aws.Url.AbsoluteUri } }.ExecuteAsync(Body(profile, region));

    private static string Body(string profile, string? region)
    {
        var secret = """{"name": "awskey", "key": "credentials"}""";
        if (profile != "{}") secret = secret[..^1] + ", " + profile[1..];
        var where = region is null ? "" : $", \"region\": \"{region}\"";
        return $$$"""{"service": "ec2", "action": "DescribeInstances", "credentials": {"secret": {{{secret}}}}{{{where}}}}""";
    }
}
