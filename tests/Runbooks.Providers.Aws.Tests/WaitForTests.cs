using Runbooks.Actions;
using Runbooks.Providers.Aws.Tests.Wire;

namespace Runbooks.Providers.Aws.Tests;

public class WaitForTests
{
    private const string UntilStopped = """
        {"service": "ec2", "action": "DescribeInstances", "query": "Reservations[].Instances[].InstanceId",
         "waitFor": {"query": "Reservations[].Instances[].State.Name", "equals": "stopped", "interval": "10s", "timeout": "1m"}}
        """;

    [Fact]
    public async Task It_looks_until_every_element_satisfies_the_condition()
    {
        await using var aws = await FakeAws.StartAsync(
            Reply.Instances("i-1 running", "i-2 stopping"), Reply.Instances("i-1 stopped", "i-2 stopping"), Reply.Instances("i-1 stopped", "i-2 stopped"));
        var run = new StepRun { Options = StepRun.At(aws) };

        var outcome = await run.ExecuteAsync(UntilStopped);

        Assert.Equal("""["i-1","i-2"]""", outcome.Result!.ToJsonString());
        Assert.Equal(["0 of 2 are stopped", "1 of 2 are stopped"], run.Progress);
        Assert.Equal([TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)], run.Time.Waits);
    }

    [Fact]
    public async Task After_the_timeout_it_fails_and_says_how_far_it_came()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances("i-1 stopped", "i-2 stopping"));

        var outcome = await new StepRun { Options = StepRun.At(aws) }.ExecuteAsync(UntilStopped);

        Assert.Equal(ActionStatus.Failed, outcome.Status);
        Assert.Equal("waited 1m for Reservations[].Instances[].State.Name to be stopped: 1 of 2 are stopped", outcome.Message);
        Assert.Equal(7, aws.Calls.Count);
    }

    [Fact]
    public async Task Nothing_found_does_not_satisfy_it()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances());

        var outcome = await StepRun.OfAsync(aws, UntilStopped);

        Assert.EndsWith(": nothing found", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_found_satisfies_it_where_the_step_says_so()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances());

        var outcome = await StepRun.OfAsync(aws, UntilStopped.Replace("\"equals\"", "\"allowEmpty\": true, \"equals\"", StringComparison.Ordinal));

        Assert.Equal(ActionStatus.Succeeded, outcome.Status);
    }

    [Fact]
    public async Task An_instance_not_seen_yet_is_not_absent_in_the_first_minutes()
    {
        await using var aws = await FakeAws.StartAsync(
            Reply.Error(400, "InvalidInstanceID.NotFound", "The instance ID 'i-1' does not exist"), Reply.Instances("i-1 stopped"));

        Assert.Equal(ActionStatus.Succeeded, (await StepRun.OfAsync(aws, UntilStopped)).Status);
    }

    [Fact]
    public async Task An_instance_not_found_for_minutes_fails_it()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Error(400, "InvalidInstanceID.NotFound", "The instance ID 'i-1' does not exist"));
        var run = new StepRun { Options = StepRun.At(aws) };

        var outcome = await run.ExecuteAsync(UntilStopped.Replace("1m", "1h", StringComparison.Ordinal));

        Assert.StartsWith("InvalidInstanceID.NotFound: ", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(12, run.Time.Waits.Count);
    }

    [Fact]
    public async Task A_malformed_id_fails_it_at_once()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Error(400, "InvalidInstanceID.Malformed", "Invalid id: \"x\""));

        await StepRun.OfAsync(aws, UntilStopped);

        Assert.Single(aws.Calls);
    }

    [Fact]
    public async Task Throttling_and_lost_answers_say_nothing_and_it_looks_again()
    {
        // The SDK itself tries six times at each look.
        var calls = 0;
        await using var aws = await FakeAws.StartAsync(_ => Interlocked.Increment(ref calls) <= 6 ? Reply.Error(500, "InternalError", "oh") : Reply.Instances("i-1 stopped"));
        var run = new StepRun { Options = StepRun.At(aws) };

        var outcome = await run.ExecuteAsync(UntilStopped);

        Assert.Equal(ActionStatus.Succeeded, outcome.Status);
        Assert.StartsWith("not known yet: InternalError", Assert.Single(run.Progress), StringComparison.Ordinal);
    }
}
