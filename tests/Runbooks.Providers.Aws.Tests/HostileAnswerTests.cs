using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Runbooks.Actions;
using Runbooks.Providers.Aws.Clients;
using Runbooks.Providers.Aws.Tests.Wire;

namespace Runbooks.Providers.Aws.Tests;

/// <summary>Anything may stand behind an endpoint: what isn't the operation's answer is none, and nothing is read without an end.</summary>
public class HostileAnswerTests
{
    private const string Reboot = """{"service": "ec2", "action": "RebootInstances", "parameters": {"InstanceIds": ["i-1"]}}""";
    private const string Stop = """{"service": "ec2", "action": "StopInstances", "parameters": {"InstanceIds": ["i-1"]}}""";
    private const string Count = """{"service": "ec2", "action": "DescribeInstances"}""";

    public static TheoryData<string> NoAnswers =>
    [
        "",
        "{}",
        "<html><body>Welcome to the guests' network</body></html>",
        "<!DOCTYPE html><html><head><title>x</title></head></html>",
        "<DescribeTagsResponse><requestId>r</requestId></DescribeTagsResponse>",
        "<RebootInstancesResponse><requestId>r</requestId>",
        "<RebootInstancesResponse><html/></RebootInstancesResponse>",
        "<RebootInstancesResponse>done</RebootInstancesResponse>",
        "<RebootInstancesResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><requestId>r</requestId></RebootInstancesResponse>",
        "<Response><requestId>r</requestId></Response>",
    ];

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task What_is_not_the_operations_answer_does_not_say_that_it_was_carried_out(string body)
    {
        await using var aws = await FakeAws.StartAsync(new Reply(200, body));

        var outcome = await StepRun.OfAsync(aws, Reboot);

        Assert.Equal((ActionStatus.Error, CallFate.Unknown), (outcome.Status, outcome.Call));
        Assert.StartsWith("outcome unknown: ", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_no_answer_is_named_for_what_it_is()
    {
        await using var aws = await FakeAws.StartAsync(new Reply(200, "<html><body>Welcome</body></html>"));

        var outcome = await StepRun.OfAsync(aws, Count);

        Assert.Equal("BadAnswer: the answer is a <html>, not a <DescribeInstancesResponse> (ec2 DescribeInstances in eu-west-1)", outcome.Message);
    }

    [Fact]
    public async Task A_value_of_another_kind_is_no_answer()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Ec2("DescribeVolumes", "<volumeSet><item><size>large</size></item></volumeSet>"));

        var outcome = await StepRun.OfAsync(aws, """{"service": "ec2", "action": "DescribeVolumes"}""");

        Assert.StartsWith("BadAnswer: ", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_about_other_instances_has_the_states_looked_up()
    {
        await using var aws = await FakeAws.StartAsync(sent => sent.Action == "StopInstances" ? Reply.Done : Reply.Instances("i-1 stopped"));

        var outcome = await StepRun.OfAsync(aws, Stop);

        Assert.Equal((ActionStatus.Succeeded, "found done after an answer that doesn't name every instance"), (outcome.Status, outcome.Message));
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_off()
    {
        await using var aws = await FakeAws.StartAsync(Streamed(async answer =>
        {
            var block = new byte[1024 * 1024];
            while (!answer.HttpContext.RequestAborted.IsCancellationRequested) await answer.Body.WriteAsync(block, answer.HttpContext.RequestAborted);
        }));

        var outcome = await StepRun.OfAsync(aws, Count);

        Assert.StartsWith("BadAnswer: the answer is longer than 64 MiB", outcome.Message, StringComparison.Ordinal);
        Assert.Single(aws.Calls);
    }

    [Fact]
    public async Task An_answer_of_elements_within_elements_without_end_is_cut_off()
    {
        var (open, close) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < 200_000; i++) (_, _) = (open.Append("<item>"), close.Append("</item>"));
        await using var aws = await FakeAws.StartAsync(Reply.Ec2("DescribeInstances", $"<reservationSet>{open}{close}</reservationSet>"));

        var outcome = await StepRun.OfAsync(aws, Count);

        Assert.StartsWith("BadAnswer: the answer is more than 100 elements deep", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_answer_that_nobody_asked_for_is_not_unpacked()
    {
        await using var aws = await FakeAws.StartAsync(Streamed(async answer =>
        {
            answer.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(answer.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(new byte[1024 * 1024]);
        }));

        var outcome = await StepRun.OfAsync(aws, Count);

        Assert.StartsWith("BadAnswer: ", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_without_end_are_cut_off()
    {
        await using var aws = await FakeAws.StartAsync(Streamed(answer =>
        {
            for (var i = 0; i < 200; i++) answer.Headers[$"x-{i}"] = new string('x', 1024);
            return Task.CompletedTask;
        }));

        var outcome = await StepRun.OfAsync(aws, Count);

        Assert.Equal(ActionStatus.Error, outcome.Status);
        Assert.StartsWith("ConnectionLost: ", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_not_made_in_time_is_told_apart_from_an_answer_that_does_not_come()
    {
        var exchange = new Exchange();
        using var wire = new HttpMessageInvoker(new AnswerCapture(new BlackHole()));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => AnswerCapture.DuringAsync(exchange, () =>
            wire.SendAsync(new HttpRequestMessage(HttpMethod.Post, "http://example.org") { Content = new StringContent("Action=X") }, CancellationToken.None)));

        Assert.Equal(HttpRequestError.ConnectionError, failure.HttpRequestError);
        Assert.False(exchange.IsSent);
    }

    private static Reply Streamed(Func<HttpResponse, Task> writeAsync) => new(200, null) { WriteAsync = writeAsync };

    /// <summary>As SocketsHttpHandler does when its ConnectTimeout is over.</summary>
    private sealed class BlackHole : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new TaskCanceledException("no connection", new TimeoutException());
    }
}
