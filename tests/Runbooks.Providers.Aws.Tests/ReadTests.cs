using System.Text.Json.Nodes;
using Runbooks.Actions;
using Runbooks.Providers.Aws.Tests.Wire;

namespace Runbooks.Providers.Aws.Tests;

public class ReadTests
{
    private const string Describe = """{"service": "ec2", "action": "DescribeInstances"}""";

    [Fact]
    public async Task All_pages_are_fetched_and_merged()
    {
        await using var aws = await FakeAws.StartAsync(sent => Page(sent["NextToken"]));

        var outcome = await StepRun.OfAsync(aws, Describe.Replace("}", """, "query": "Reservations[].ReservationId"}""", StringComparison.Ordinal));

        Assert.Equal("""["r-1","r-2","r-3"]""", outcome.Result!.ToJsonString());
        Assert.Equal([null, "2", "3"], aws.Calls.Select(call => call["NextToken"]));
    }

    [Fact]
    public async Task The_merged_output_has_no_token()
    {
        await using var aws = await FakeAws.StartAsync(sent => Page(sent["NextToken"]));

        var outcome = await StepRun.OfAsync(aws, Describe);

        Assert.Equal(["Reservations"], outcome.Result!.AsObject().Select(field => field.Key));
    }

    [Fact]
    public async Task A_page_size_is_sent_with_each_page_and_a_given_token_is_where_it_starts()
    {
        await using var aws = await FakeAws.StartAsync(sent => Page(sent["NextToken"]));

        await StepRun.OfAsync(aws, """{"service": "ec2", "action": "DescribeInstances", "parameters": {"MaxResults": 5, "NextToken": "2"}}""");

        Assert.Equal(["2", "3"], aws.Calls.Select(call => call["NextToken"]));
        Assert.All(aws.Calls, call => Assert.Equal("5", call["MaxResults"]));
    }

    [Fact]
    public async Task More_items_than_the_bound_is_an_error_that_names_it()
    {
        await using var aws = await FakeAws.StartAsync(sent => Page(sent["NextToken"]));

        var outcome = await StepRun.OfAsync(aws, Describe.Replace("}", """, "maxItems": 2}""", StringComparison.Ordinal));

        Assert.Equal(ActionStatus.Error, outcome.Status);
        Assert.Contains("more than 2 items", outcome.Message, StringComparison.Ordinal);
        Assert.Contains("maxItems", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_leads_nowhere_is_an_error()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Ec2("DescribeInstances", "<nextToken>again</nextToken>"));

        var outcome = await StepRun.OfAsync(aws, Describe);

        Assert.Equal("the service gave the same NextToken twice in a row", outcome.Message);
    }

    [Fact]
    public async Task A_throttled_read_is_made_again()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Throttled, Reply.Instances("i-1 running"));

        Assert.Equal(ActionStatus.Succeeded, (await StepRun.OfAsync(aws, Describe)).Status);
    }

    [Fact]
    public async Task A_refusal_fails_the_step_with_code_text_status_and_request_id()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Error(400, "InvalidInstanceID.NotFound", "The instance ID 'i-9'\n does not exist"));

        var outcome = await StepRun.OfAsync(aws, Describe);

        Assert.Equal(ActionStatus.Failed, outcome.Status);
        Assert.Equal(
            "InvalidInstanceID.NotFound: The instance ID 'i-9' does not exist (ec2 DescribeInstances in eu-west-1, HTTP 400, request req-error)", outcome.Message);
        Assert.Equal(new CloudError("InvalidInstanceID.NotFound", 400, "req-error", Transient: false), outcome.CloudError);
    }

    [Fact]
    public async Task A_refusal_of_a_value_in_quotes_says_where_they_come_from()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Error(400, "InvalidInstanceID.Malformed", "Invalid id: \"i-9\""));

        var outcome = await StepRun.OfAsync(aws, """{"service": "ec2", "action": "DescribeInstances", "parameters": {"InstanceIds": ["i-1", "\"i-9\""]}}""");

        Assert.EndsWith(
            "; 'InstanceIds[1]' has quotes in its value: the result of a native step is JSON and keeps them, so write {{=fromJSON(steps.NAME.outputs.result)}}",
            outcome.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "AuthFailure")]
    [InlineData(403, "SignatureDoesNotMatch")]
    public async Task Wrong_credentials_are_an_error_not_a_failure(int status, string code)
    {
        await using var aws = await FakeAws.StartAsync(Reply.Error(status, code, "AWS was not able to validate the provided access credentials"));

        Assert.Equal(ActionStatus.Error, (await StepRun.OfAsync(aws, Describe)).Status);
    }

    [Fact]
    public async Task A_missing_permission_is_a_failure()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Error(403, "UnauthorizedOperation", "You are not authorized to perform this operation."));

        Assert.Equal(ActionStatus.Failed, (await StepRun.OfAsync(aws, Describe)).Status);
    }

    [Theory]
    [InlineData(200, "<html>Welcome to the hotel's network")]
    [InlineData(200, "")]
    [InlineData(404, "<html><body>Not found</body></html>")]
    public async Task An_answer_that_is_none_of_awss_is_an_error(int status, string text)
    {
        await using var aws = await FakeAws.StartAsync(new Reply(status, text));

        var outcome = await StepRun.OfAsync(aws, Describe);

        Assert.Equal(ActionStatus.Error, outcome.Status);
        Assert.Contains("no answer that AWS would give", outcome.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"query": "length(Reservations)", "equals": 1}""", null)]
    [InlineData("""{"query": "length(Reservations)", "equals": "1"}""", null)]
    [InlineData("""{"query": "Reservations[].Instances[].State.Name", "in": ["running", "pending"]}""", null)]
    [InlineData("""{"query": "Reservations[].Instances[].State.Name", "equals": "running"}""",
        "expected Reservations[].Instances[].State.Name to be running: 1 of 2 are running")]
    [InlineData("""{"query": "Reservations[].Nothing", "equals": "running"}""", "expected Reservations[].Nothing to be running: nothing found")]
    [InlineData("""{"query": "Reservations[].Nothing", "equals": "running", "allowEmpty": true}""", null)]
    [InlineData("""{"query": "Reservations[].Nothing", "equals": []}""", null)]
    [InlineData("""{"query": "Reservations[0].Nothing", "equals": "x"}""", "expected Reservations[0].Nothing to be x: it is null")]
    public async Task An_expectation_that_is_not_met_fails_the_step_and_says_what_was_found(string expect, string? message)
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances("i-1 running", "i-2 pending"));
        var body = JsonNode.Parse(Describe)!.AsObject();
        body["expect"] = JsonNode.Parse(expect);

        var outcome = await StepRun.OfAsync(aws, body.ToJsonString());

        Assert.Equal(message is null ? ActionStatus.Succeeded : ActionStatus.Failed, outcome.Status);
        Assert.Equal(message, outcome.Message);
    }

    [Fact]
    public async Task A_query_that_does_not_fit_the_output_is_an_error()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Instances());

        var outcome = await StepRun.OfAsync(aws, Describe.Replace("}", """, "query": "sum(Reservations)"}""", StringComparison.Ordinal));

        Assert.Equal(ActionStatus.Error, outcome.Status);
        Assert.StartsWith("query 'sum(Reservations)' doesn't fit the output", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_a_step_is_thrown()
    {
        using var stop = new CancellationTokenSource();
        await using var aws = await FakeAws.StartAsync(async _ =>
        {
            await stop.CancelAsync();
            return Reply.Instances();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new StepRun { Options = StepRun.At(aws) }.ExecuteAsync(Describe, stop.Token));
    }

    [Fact]
    public async Task Sixty_calls_are_under_way_at_once()
    {
        const int Calls = 60;
        var all = new TaskCompletionSource();
        var waiting = 0;
        await using var aws = await FakeAws.StartAsync(async _ =>
        {
            if (Interlocked.Increment(ref waiting) == Calls) all.SetResult();
            await all.Task.WaitAsync(TimeSpan.FromSeconds(30));
            return Reply.Instances();
        });
        using var provider = new AwsProvider(StepRun.At(aws));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => provider.ExecuteAsync(new StepRun().Context(Describe), TestContext.Current.CancellationToken)));

        Assert.All(outcomes, outcome => Assert.Equal(ActionStatus.Succeeded, outcome.Status));
        Assert.Equal(Calls, aws.Calls.Count);
    }

    private static Reply Page(string? token) => Reply.Ec2(
        "DescribeInstances",
        $"<reservationSet><item><reservationId>r-{token ?? "1"}</reservationId></item></reservationSet>"
        + token switch { null => "<nextToken>2</nextToken>", "2" => "<nextToken>3</nextToken>", _ => "<nextToken/>" });
}
