using Runbooks.Actions;
using Runbooks.Providers.Aws.Tests.Wire;

namespace Runbooks.Providers.Aws.Tests;

/// <summary>What changes something is never carried out twice without anyone knowing.</summary>
public class MutatingCallTests
{
    private const string Stop = """{"service": "ec2", "action": "StopInstances", "parameters": {"InstanceIds": ["i-1", "i-2"]}}""";
    private const string Run = """{"service": "ec2", "action": "RunInstances", "parameters": {"ImageId": "ami-1", "MinCount": 1, "MaxCount": 1}}""";
    private const string CreateKey = """{"service": "ec2", "action": "CreateKeyPair", "parameters": {"KeyName": "ops"}, "saveSecret": {"name": "s", "key": "k", "value": "KeyMaterial"}}""";
    private const string Reboot = """{"service": "ec2", "action": "RebootInstances", "parameters": {"InstanceIds": ["i-1"]}}""";
    private const string Tag = """{"service": "ec2", "action": "CreateTags", "parameters": {"Resources": ["i-1"], "Tags": [{"Key": "a", "Value": "b"}]}}""";

    [Fact]
    public async Task A_mutating_call_is_announced_once_before_it_is_made()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Stopping("i-1", "i-2"));
        var run = new StepRun { Options = StepRun.At(aws) };

        var outcome = await run.ExecuteAsync(Stop);

        Assert.Equal(ActionStatus.Succeeded, outcome.Status);
        Assert.Equal(1, run.Announced);
        Assert.Equal(["StopInstances"], aws.Actions);
    }

    [Theory]
    [InlineData("""{"service": "ec2", "action": "DescribeInstances"}""")]
    [InlineData("""{"service": "ec2", "action": "StopInstances", "parameters": {"InstanceIds": ["i-1"], "DryRun": "true"}}""")]
    public async Task A_read_or_a_dry_run_is_not_announced(string body)
    {
        await using var aws = await FakeAws.StartAsync(sent =>
            sent["DryRun"] == "true" ? Reply.Error(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.") : Reply.Instances());
        var run = new StepRun { Options = StepRun.At(aws) };

        var outcome = await run.ExecuteAsync(body);

        Assert.Equal(ActionStatus.Succeeded, outcome.Status);
        Assert.Equal(0, run.Announced);
    }

    [Fact]
    public async Task A_call_with_a_client_token_carries_the_steps_own()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Ec2("RunInstances"));

        await StepRun.OfAsync(aws, Run);

        Assert.Equal(StepRun.Token, aws.Calls.Single()["ClientToken"]);
    }

    [Fact]
    public async Task A_client_token_given_by_the_user_is_kept()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Ec2("RunInstances"));

        await StepRun.OfAsync(aws, Run.Replace("\"MinCount\"", "\"ClientToken\": \"mine\", \"MinCount\"", StringComparison.Ordinal));

        Assert.Equal("mine", aws.Calls.Single()["ClientToken"]);
    }

    [Theory]
    [InlineData(20 * 24, null)]
    [InlineData(null, 25)]
    public async Task A_client_token_that_AWS_may_have_forgotten_is_not_sent_again(int? announcedHoursAgo, int? tokenHoursAgo)
    {
        await using var aws = await FakeAws.StartAsync(Reply.Ec2("RunInstances"));
        var run = new StepRun
        {
            Options = StepRun.At(aws),
            AnnouncedAgo = announcedHoursAgo is { } announced ? TimeSpan.FromHours(announced) : null,
            TokenAgo = tokenHoursAgo is { } token ? TimeSpan.FromHours(token) : null,
        };

        var outcome = await run.ExecuteAsync(Run);

        Assert.Equal((ActionStatus.Error, CallFate.Unknown), (outcome.Status, outcome.Call));
        Assert.Contains("AWS may not know its client token any more", outcome.Message, StringComparison.Ordinal);
        Assert.Empty(aws.Calls);
    }

    [Theory]
    [InlineData(22, null)]
    [InlineData(null, 22)]
    public async Task A_client_token_that_AWS_still_knows_is_sent_again(int? announcedHoursAgo, int? tokenHoursAgo)
    {
        await using var aws = await FakeAws.StartAsync(Reply.Ec2("RunInstances"));
        var run = new StepRun
        {
            Options = StepRun.At(aws),
            AnnouncedAgo = announcedHoursAgo is { } announced ? TimeSpan.FromHours(announced) : null,
            TokenAgo = tokenHoursAgo is { } token ? TimeSpan.FromHours(token) : null,
        };

        Assert.Equal(ActionStatus.Succeeded, (await run.ExecuteAsync(Run)).Status);
        Assert.Equal(StepRun.Token, aws.Calls.Single()["ClientToken"]);
    }

    [Theory]
    [InlineData(Run)]
    [InlineData(Tag)]
    public async Task A_repeatable_call_is_sent_again_after_a_lost_answer(string body)
    {
        await using var aws = await FakeAws.StartAsync(Reply.Lost, Reply.Done);

        var outcome = await StepRun.OfAsync(aws, body);

        Assert.Equal(ActionStatus.Succeeded, outcome.Status);
        Assert.Equal(2, aws.Calls.Count);
        Assert.Single(aws.Calls.Select(call => call["ClientToken"]).Distinct());
    }

    [Theory]
    [InlineData(Run)]
    [InlineData(Tag)]
    public async Task A_repeatable_call_is_made_again_after_a_restart(string body)
    {
        await using var aws = await FakeAws.StartAsync(Reply.Done);

        var outcome = await new StepRun { Options = StepRun.At(aws), AnnouncedAgo = TimeSpan.FromSeconds(3) }.ExecuteAsync(body);

        Assert.Equal(ActionStatus.Succeeded, outcome.Status);
        Assert.Single(aws.Calls);
    }

    [Theory]
    [InlineData("\"query\": \"sum(StoppingInstances[].InstanceId)\"", ActionStatus.Error, "AWS carried out ec2 StopInstances, but query 'sum(StoppingInstances[].InstanceId)' doesn't fit the output: ")]
    [InlineData("\"expect\": {\"query\": \"sum(StoppingInstances[].InstanceId)\", \"equals\": 1}", ActionStatus.Error, "AWS carried out ec2 StopInstances, but query ")]
    [InlineData("\"expect\": {\"query\": \"length(StoppingInstances)\", \"equals\": 3}", ActionStatus.Failed,
        "AWS carried out ec2 StopInstances, but expected length(StoppingInstances) to be 3: it is 2; its answer is kept whole")]
    public async Task What_goes_wrong_with_the_answer_of_a_call_that_was_made_says_so_and_keeps_it(string field, ActionStatus status, string message)
    {
        await using var aws = await FakeAws.StartAsync(Reply.Stopping("i-1", "i-2"));

        var outcome = await StepRun.OfAsync(aws, $"{Stop[..^1]}, {field}}}");

        Assert.Equal((status, CallFate.Made), (outcome.Status, outcome.Call));
        Assert.StartsWith(message, outcome.Message, StringComparison.Ordinal);
        Assert.Equal(2, outcome.Result!["StoppingInstances"]!.AsArray().Count);
    }

    [Fact]
    public async Task Of_a_read_nothing_was_made()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances("i-1 running"));

        var outcome = await StepRun.OfAsync(aws, """{"service": "ec2", "action": "DescribeInstances", "query": "sum(Reservations[].ReservationId)"}""");

        Assert.Equal((ActionStatus.Error, null), (outcome.Status, outcome.Call));
    }

    [Theory]
    [InlineData(CreateKey)]
    [InlineData(Reboot)]
    public async Task An_unrepeatable_call_with_a_lost_answer_is_sent_once_and_ends_unknown(string body)
    {
        await using var aws = await FakeAws.StartAsync(Reply.Lost);

        var outcome = await StepRun.OfAsync(aws, body);

        Assert.Equal(ActionStatus.Error, outcome.Status);
        Assert.StartsWith("outcome unknown: ", outcome.Message, StringComparison.Ordinal);
        Assert.Single(aws.Calls);
    }

    [Theory]
    [InlineData(CreateKey)]
    [InlineData(Reboot)]
    public async Task A_lost_answer_on_a_connection_used_before_is_not_sent_again_either(string body)
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances(), Reply.Lost);
        using var provider = new AwsProvider(StepRun.At(aws));
        var run = new StepRun();
        await provider.ExecuteAsync(run.Context("""{"service": "ec2", "action": "DescribeInstances"}"""), TestContext.Current.CancellationToken);

        var outcome = await provider.ExecuteAsync(run.Context(body), TestContext.Current.CancellationToken);

        Assert.StartsWith("outcome unknown: ", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(2, aws.Calls.Count);
    }

    [Theory]
    [InlineData(CreateKey)]
    [InlineData(Reboot)]
    public async Task An_unrepeatable_call_is_not_made_after_a_restart(string body)
    {
        await using var aws = await FakeAws.StartAsync(Reply.Done);

        var outcome = await new StepRun { Options = StepRun.At(aws), AnnouncedAgo = TimeSpan.FromHours(1) }.ExecuteAsync(body);

        Assert.StartsWith("outcome unknown: ", outcome.Message, StringComparison.Ordinal);
        Assert.Empty(aws.Calls);
    }

    [Theory]
    [InlineData(500, "InternalError")]
    [InlineData(503, "Unavailable")]
    public async Task A_server_error_that_says_nothing_counts_as_a_lost_answer(int status, string code)
    {
        await using var aws = await FakeAws.StartAsync(Reply.Error(status, code, "An error has occurred."));

        var outcome = await StepRun.OfAsync(aws, Reboot);

        Assert.StartsWith("outcome unknown: ", outcome.Message, StringComparison.Ordinal);
        Assert.Single(aws.Calls);
    }

    [Fact]
    public async Task A_lost_answer_is_not_forgotten_because_later_tries_were_turned_away()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Lost, Reply.Error(401, "AuthFailure", "The key has expired."));

        var outcome = await StepRun.OfAsync(aws, Run);

        Assert.Equal(CallFate.Unknown, outcome.Call);
        Assert.Contains("after a lost answer", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_throttled_call_is_made_again()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Throttled, Reply.Throttled, Reply.Ec2("RebootInstances"));

        var outcome = await StepRun.OfAsync(aws, Reboot);

        Assert.Equal(ActionStatus.Succeeded, outcome.Status);
        Assert.Equal(3, aws.Calls.Count);
    }

    [Fact]
    public async Task A_call_throttled_to_the_end_is_a_transient_error()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Throttled);

        var outcome = await StepRun.OfAsync(aws, Reboot);

        Assert.Equal(ActionStatus.Error, outcome.Status);
        Assert.True(outcome.CloudError!.Transient);
        Assert.StartsWith("RequestLimitExceeded: ", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(8, aws.Calls.Count);
    }

    [Fact]
    public async Task A_refused_connection_is_an_error_and_not_an_unknown_outcome()
    {
        var outcome = await new StepRun { Options = new AwsOptions { Endpoint = new Uri("http://127.0.0.1:9"), Region = "eu-west-1", Key = new AwsKey("a", "b") } }
            .ExecuteAsync(Reboot);

        Assert.Equal(ActionStatus.Error, outcome.Status);
        Assert.StartsWith("ConnectionError: ", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_lost_answer_stopping_instances_count_as_stopped_by_it()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Lost, Reply.Instances("i-1 stopping", "i-2 stopped"));

        var outcome = await StepRun.OfAsync(aws, Stop);

        Assert.Equal(ActionStatus.Succeeded, outcome.Status);
        Assert.Equal(["StopInstances", "DescribeInstances"], aws.Actions);
        Assert.Equal(
            """{"StoppingInstances":[{"InstanceId":"i-1","CurrentState":{"Code":16,"Name":"stopping"}},{"InstanceId":"i-2","CurrentState":{"Code":16,"Name":"stopped"}}]}""",
            outcome.Result!.ToJsonString());
        Assert.StartsWith("found done after a lost answer", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_restart_nothing_is_called_if_all_are_on_their_way()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances("i-1 stopping", "i-2 stopped"));

        var outcome = await new StepRun { Options = StepRun.At(aws), AnnouncedAgo = TimeSpan.FromSeconds(1) }.ExecuteAsync(Stop);

        Assert.Equal("found done after a restart", outcome.Message);
        Assert.Equal(["DescribeInstances"], aws.Actions);
    }

    [Fact]
    public async Task After_a_restart_the_call_is_made_if_nothing_moved_within_the_grace()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances("i-1 running", "i-2 running"), Reply.Instances("i-1 running", "i-2 running"), Reply.Stopping("i-1", "i-2"));
        var run = new StepRun { Options = StepRun.At(aws), AnnouncedAgo = TimeSpan.FromSeconds(4) };

        var outcome = await run.ExecuteAsync(Stop);

        Assert.Equal(ActionStatus.Succeeded, outcome.Status);
        Assert.Equal(["DescribeInstances", "DescribeInstances", "StopInstances"], aws.Actions);
        Assert.Equal([TimeSpan.FromSeconds(6)], run.Time.Waits);
    }

    [Fact]
    public async Task After_a_restart_a_call_still_on_its_way_is_waited_for()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances("i-1 running", "i-2 running"), Reply.Instances("i-1 stopping", "i-2 stopping"));

        var outcome = await new StepRun { Options = StepRun.At(aws), AnnouncedAgo = TimeSpan.FromSeconds(1) }.ExecuteAsync(Stop);

        Assert.Equal(ActionStatus.Succeeded, outcome.Status);
        Assert.Equal(["DescribeInstances", "DescribeInstances"], aws.Actions);
    }

    [Fact]
    public async Task After_a_restart_the_call_is_made_for_those_that_did_not_move()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances("i-1 stopping", "i-2 running"), Reply.Stopping("i-2"));

        var outcome = await new StepRun { Options = StepRun.At(aws), AnnouncedAgo = TimeSpan.FromMinutes(1) }.ExecuteAsync(Stop);

        Assert.Equal("1 of 2 found done after a restart; called for the rest", outcome.Message);
        Assert.Equal("i-2", aws.Calls.Last()["InstanceId.1"]);
        Assert.Null(aws.Calls.Last()["InstanceId.2"]);
        Assert.Equal(["i-1", "i-2"], outcome.Result!["StoppingInstances"]!.AsArray().Select(change => (string?)change!["InstanceId"]));
    }

    [Fact]
    public async Task Answers_lost_again_and_again_end_unknown()
    {
        await using var aws = await FakeAws.StartAsync(sent => sent.Action == "StopInstances" ? Reply.Lost : Reply.Instances("i-1 running", "i-2 running"));

        var outcome = await StepRun.OfAsync(aws, Stop);

        Assert.StartsWith("outcome unknown: ", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(4, aws.Actions.Count(action => action == "StopInstances"));
    }

    [Fact]
    public async Task A_look_up_that_is_refused_leaves_the_outcome_unknown()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Lost, Reply.Error(403, "UnauthorizedOperation", "You are not authorized to perform this operation."));

        var outcome = await StepRun.OfAsync(aws, Stop);

        Assert.Equal(ActionStatus.Error, outcome.Status);
        Assert.StartsWith("outcome unknown: ", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(["StopInstances", "DescribeInstances"], aws.Actions);
    }
}
