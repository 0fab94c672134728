using Runbooks.Actions;
using Runbooks.Providers.Aws.Tests.Wire;

namespace Runbooks.Providers.Aws.Tests;

/// <summary>Each step says in which account and region it calls.</summary>
public class PlaceTests
{
    private const string Describe = """
        {"service": "ec2", "action": "DescribeInstances", "region": "eu-west-1", "credentials": {"secret": {"name": "awskey", "key": "credentials"}}}
        """;

    [Fact]
    public async Task The_account_of_a_key_is_asked_for_once()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances());
        var run = Run(aws);
        using var provider = run.Provider();

        await provider.ExecuteAsync(run.Context(Describe), TestContext.Current.CancellationToken);
        await provider.ExecuteAsync(run.Context(Describe.Replace("eu-west-1", "us-east-1", StringComparison.Ordinal)), TestContext.Current.CancellationToken);

        Assert.Equal(["123456789012/eu-west-1", "123456789012/us-east-1"], run.Places);
        Assert.Single(aws.Lookups);
    }

    [Fact]
    public async Task Where_aws_does_not_say_the_account_the_key_stands_for_it_and_nothing_fails()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances());
        aws.Identity = Reply.Error(403, "AccessDenied", "not you");
        var run = Run(aws);
        using var provider = run.Provider();

        var first = await provider.ExecuteAsync(run.Context(Describe), TestContext.Current.CancellationToken);
        await provider.ExecuteAsync(run.Context(Describe), TestContext.Current.CancellationToken);

        Assert.Equal(ActionStatus.Succeeded, first.Status);
        Assert.Equal(["key AKIAOPS/eu-west-1", "key AKIAOPS/eu-west-1"], run.Places);
        Assert.Single(aws.Lookups);
    }

    [Fact]
    public async Task A_step_that_is_stopped_does_not_wait_to_learn_its_account()
    {
        using var stop = new CancellationTokenSource();
        await using var aws = await FakeAws.StartAsync(Reply.Instances());
        aws.Identity = Reply.Lost with { WriteAsync = response => { stop.Cancel(); return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, response.HttpContext.RequestAborted); } };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run(aws).ExecuteAsync(Describe, stop.Token));

        Assert.Empty(aws.Calls);
    }

    [Fact]
    public async Task A_role_names_its_account_itself()
    {
        await using var aws = await FakeAws.StartAsync(sent => sent.Action == "AssumeRole" ? Reply.Role : Reply.Instances());
        var run = Run(aws);

        await run.ExecuteAsync(Describe.Replace("{\"secret\"", "{\"assumeRole\": {\"roleArn\": \"arn:aws:iam::210987654321:role/ops\"}, \"secret\"", StringComparison.Ordinal));

        Assert.Equal(["210987654321/eu-west-1"], run.Places);
        Assert.Empty(aws.Lookups);
    }

    [Fact]
    public async Task A_step_that_asks_for_itself_needs_no_other_question()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances());
        var run = Run(aws);

        await run.ExecuteAsync("""
            {"service": "sts", "action": "GetCallerIdentity", "region": "eu-west-1", "credentials": {"secret": {"name": "awskey", "key": "credentials"}}}
            """);

        Assert.Equal(["key AKIAOPS/eu-west-1", "123456789012/eu-west-1"], run.Places);
        Assert.Single(aws.Lookups);
    }

    [Fact]
    public async Task A_key_for_an_endpoint_of_its_own_is_not_shown_to_aws()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances());
        var run = new StepRun { CredentialsFile = File };

        var outcome = await run.ExecuteAsync(Describe.Replace("\"region\"", $"\"endpoint\": \"{aws.Url}\", \"region\"", StringComparison.Ordinal));

        Assert.Equal(ActionStatus.Succeeded, outcome.Status);
        Assert.Equal(["key AKIAOPS/eu-west-1"], run.Places);
    }

    private const string File = "[default]\naws_access_key_id = AKIAOPS\naws_secret_access_key = 0ps-secret\n";

    private static StepRun Run(FakeAws aws) => new() { CredentialsFile = File, Environment = { ["AWS_ENDPOINT_URL"] = aws.Url.AbsoluteUri } };
}
