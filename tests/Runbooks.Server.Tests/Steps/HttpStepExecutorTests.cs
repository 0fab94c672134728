using System.IO.Compression;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Secrets;
using Runbooks.Server.Steps.Http;

namespace Runbooks.Server.Tests.Steps;

/// <summary>HTTP steps against a server in the test's own process.</summary>
public sealed class HttpStepExecutorTests : IAsyncLifetime, IDisposable
{
    private readonly RecordingJournal _journal = new();
    private readonly FakeTimeProvider _time = new();
    private readonly WebApplication _server = Server();
    private readonly ServiceProvider _services;

    public HttpStepExecutorTests() => _services = new ServiceCollection()
        .AddSingleton<ISecretSource>(new OneSecret())
        .AddSingleton<TimeProvider>(_time)
        .AddHttpSteps()
        .BuildServiceProvider();

    private string Address => _server.Urls.Single();

    [Fact]
    public async Task The_body_of_the_answer_is_the_result()
    {
        var outcome = await RunAsync(new { url = $"{Address}/hello" });

        Assert.Equal((NodePhase.Succeeded, null, "grüß dich"), (outcome.Phase, outcome.Message, outcome.Outputs.Result));
        Assert.Equal([new StepProgress(NodePhase.Running)], _journal.Progress);
    }

    [Fact]
    public async Task An_answer_other_than_2xx_is_a_failure_that_keeps_the_body()
    {
        var outcome = await RunAsync(new { url = $"{Address}/status/404" });

        Assert.Equal((NodePhase.Failed, "received non-2xx response code: 404", "status 404"), (outcome.Phase, outcome.Message, outcome.Outputs.Result));
    }

    [Theory]
    [InlineData("response.statusCode == 404", NodePhase.Succeeded, null)]
    [InlineData("response.statusCode == 200", NodePhase.Failed, "successCondition 'response.statusCode == 200' evaluated false")]
    [InlineData("response.body contains 'status'", NodePhase.Succeeded, null)]
    [InlineData("response.headers[\"X-Number\"][0] == \"404\"", NodePhase.Succeeded, null)]
    [InlineData("request.method == '' && request.url endsWith '/status/404' && request.body == ''", NodePhase.Succeeded, null)]
    [InlineData("response.statusCode", NodePhase.Failed, "successCondition 'response.statusCode' is neither true nor false, but 404")]
    public async Task The_success_condition_decides_instead_of_the_status(string condition, NodePhase phase, string? message)
    {
        var outcome = await RunAsync(new { url = $"{Address}/status/404", successCondition = condition });

        Assert.Equal((phase, message), (outcome.Phase, outcome.Message));
    }

    [Fact]
    public async Task A_condition_that_can_not_be_evaluated_is_a_failure_that_says_why()
    {
        var outcome = await RunAsync(new { url = $"{Address}/hello", successCondition = "asInt(response.statusCode) == 200" });

        Assert.Equal(NodePhase.Failed, outcome.Phase);
        Assert.Contains("asInt", outcome.Message);
    }

    [Fact]
    public async Task Method_headers_and_body_arrive_as_written()
    {
        var outcome = await RunAsync(new
        {
            url = $"{Address}/echo",
            method = "PUT",
            headers = new object[] { new { name = "content-type", value = "text/plain" }, new { name = "X-A", value = "1" }, new { name = "host", value = "other.example" } },
            body = "some ü",
        });

        Assert.Equal("PUT other.example text/plain a=1 some ü", outcome.Outputs.Result);
    }

    [Fact]
    public async Task Bytes_win_over_a_body()
    {
        var outcome = await RunAsync(new { url = $"{Address}/echo", method = "PUT", body = "no", bodyFrom = new { bytes = Convert.ToBase64String("yes"u8) } });

        Assert.EndsWith(" yes", outcome.Outputs.Result);
    }

    [Fact]
    public async Task A_header_from_a_secret_is_sent_and_masked()
    {
        var outcome = await RunAsync(new { url = $"{Address}/echo", headers = new object[] { FromSecret("X-A", "token") } });

        Assert.Contains("a=t0p-s3cret", outcome.Outputs.Result);
        Assert.Equal(["t0p-s3cret"], _journal.Secrets);
    }

    [Fact]
    public async Task A_secret_that_is_not_there_fails_the_step_before_anything_is_sent()
    {
        var outcome = await RunAsync(new { url = "http://127.0.0.1:1/", headers = new object[] { FromSecret("X-A", "nowhere") } });

        Assert.Equal((NodePhase.Failed, "no key 'nowhere'"), (outcome.Phase, outcome.Message));
    }

    [Fact]
    public async Task A_secret_without_a_name_is_none()
    {
        var outcome = await RunAsync(new { url = "http://127.0.0.1:1/", headers = new object[] { new { name = "X-A", valueFrom = new { secretKeyRef = new { name = "", key = "token" } } } } });

        Assert.Equal((NodePhase.Failed, "the header 'X-A' is to come from a Secret, but its 'secretKeyRef' has no name"), (outcome.Phase, outcome.Message));
    }

    [Fact]
    public async Task A_post_is_followed_to_its_redirect_as_a_get_without_its_body()
    {
        var outcome = await RunAsync(new { url = $"{Address}/to?where=/echo&status=302", method = "PATCH", headers = new object[] { new { name = "Idempotency-Key", value = "k" } }, body = "x" });

        Assert.StartsWith("GET ", outcome.Outputs.Result);
        Assert.EndsWith(" ", outcome.Outputs.Result);
    }

    [Fact]
    public async Task A_permanent_redirect_keeps_method_and_body()
    {
        var outcome = await RunAsync(new { url = $"{Address}/to?where=/echo&status=307", method = "PUT", body = "x" });

        Assert.StartsWith("PUT ", outcome.Outputs.Result);
        Assert.EndsWith(" x", outcome.Outputs.Result);
    }

    [Fact]
    public async Task A_secret_does_not_follow_to_another_server()
    {
        var elsewhere = Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        var outcome = await RunAsync(new { url = $"{Address}/to?where={elsewhere}/echo&status=302", headers = new object[] { FromSecret("X-A", "token") } });

        Assert.Contains("a= ", outcome.Outputs.Result);
    }

    [Fact]
    public async Task Redirects_in_a_circle_end_in_a_failure()
    {
        var outcome = await RunAsync(new { url = $"{Address}/circle" });

        Assert.Equal((NodePhase.Failed, $"{Address}/circle: stopped after 10 redirects"), (outcome.Phase, outcome.Message));
    }

    [Theory]
    [InlineData("POST", NodePhase.Error)]
    [InlineData("PATCH", NodePhase.Error)]
    [InlineData("GET", NodePhase.Succeeded)]
    [InlineData("DELETE", NodePhase.Succeeded)]
    public async Task What_may_have_been_done_before_a_crash_is_done_again_only_if_that_does_no_harm(string method, NodePhase phase)
    {
        var outcome = await RunAsync(new { url = $"{Address}/echo", method });

        Assert.Equal(phase, outcome.Phase);
        if (phase == NodePhase.Error) Assert.StartsWith("outcome unknown: ", outcome.Message);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_is_a_failure()
    {
        var running = RunAsync(new { url = $"{Address}/never", timeoutSeconds = 3 });
        await Until.TrueAsync(() => Waiting > 0);

        _time.Advance(TimeSpan.FromSeconds(3));
        var outcome = await running;

        Assert.Equal((NodePhase.Failed, $"no answer from {Address}/never within 3 s ('timeoutSeconds')"), (outcome.Phase, outcome.Message));
    }

    [Fact]
    public async Task Cancellation_is_thrown()
    {
        using var enough = new CancellationTokenSource();
        var running = Executor.ExecuteAsync(Step(new { url = $"{Address}/never" }), enough.Token);

        await enough.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_defect_of_our_own_is_no_failure_of_the_network()
    {
        var outcome = RunAsync(new { url = $"{Address}/hello", headers = new[] { FromSecret("X-Key", "defect") } });

        await Assert.ThrowsAsync<InvalidOperationException>(() => outcome);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_off()
    {
        var outcome = await RunAsync(new { url = $"{Address}/endless" });

        Assert.Equal((NodePhase.Failed, "the body of the answer is longer than 8,388,608 bytes"), (outcome.Phase, outcome.Message));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        var outcome = await RunAsync(new { url = "http://127.0.0.1:1/x" });

        Assert.Equal(NodePhase.Failed, outcome.Phase);
        Assert.Equal("GET http://127.0.0.1:1/x: dial tcp: connect: connection refused", outcome.Message);
    }

    [Theory]
    [InlineData("connect", "dial tcp: i/o timeout: no connection in time")]
    [InlineData("name", "dial tcp: lookup: no such host")]
    [InlineData("reset", "read: connection reset by peer")]
    [InlineData("end", "unexpected EOF")]
    [InlineData("tls", "tls: the certificate has expired")]
    [InlineData("form", "it can't be sent: no scheme")]
    public void A_request_that_comes_to_nothing_fails_in_the_words_of_argos_network_errors(string kind, string words)
    {
        Exception failure = kind switch
        {
            "connect" => new TaskCanceledException("no connection", new TimeoutException()),
            "name" => new HttpRequestException(HttpRequestError.NameResolutionError, "x", new SocketException((int)SocketError.HostNotFound)),
            "reset" => new HttpRequestException("x", new IOException("y", new SocketException((int)SocketError.ConnectionReset))),
            "end" => new HttpRequestException(HttpRequestError.ResponseEnded, "x"),
            "tls" => new HttpRequestException(HttpRequestError.SecureConnectionError, "x", new AuthenticationException("the certificate has expired")),
            _ => new InvalidOperationException("no scheme"),
        };

        Assert.Equal(words, NetworkFailure.Describe(failure));
    }

    [Theory]
    [InlineData("X-A", "1\r\nX-B: 2", "its value has a line break")]
    [InlineData("X-A", "1\r\n\r\nGET / HTTP/1.1", "its value has a line break")]
    [InlineData("X-A", "1\n 2", "its value has a line break")]
    [InlineData("X-A", "t0ken\n", "its value ends with a line break")]
    [InlineData("X-A", "1\0", "its value has a control character")]
    [InlineData("X A", "1", "its name is not of HTTP's form")]
    [InlineData("X-A\r\nX-B", "1", "its name is not of HTTP's form")]
    [InlineData("", "1", "its name is not of HTTP's form")]
    [InlineData("Content-Type", "a\nb", "its value has a line break")]
    [InlineData("Host", "a b", "its value is no host")]
    public async Task A_header_that_is_none_is_refused_before_anything_is_sent(string name, string value, string why)
    {
        var outcome = await RunAsync(new { url = "http://127.0.0.1:1/", headers = new object[] { new { name, value } } });

        Assert.Equal(NodePhase.Failed, outcome.Phase);
        Assert.EndsWith($" can't be sent: {why}", outcome.Message);
    }

    [Theory]
    [InlineData("Host", "api.example.org", "api.example.org")]
    [InlineData("host", "api.example.org:8443", "api.example.org:8443")]
    [InlineData("X-A", "grüß\tdich", "a=grüß\tdich")]
    [InlineData("Content-Length", "7", "GET ")]
    public async Task A_header_arrives_as_it_is_written(string name, string value, string seen)
    {
        var outcome = await RunAsync(new { url = $"{Address}/echo", headers = new object[] { new { name, value } } });

        Assert.Equal(NodePhase.Succeeded, outcome.Phase);
        Assert.Contains(seen, outcome.Outputs.Result);
    }

    [Theory]
    [InlineData("X-A")]
    [InlineData("Authorization")]
    public async Task What_may_be_a_key_does_not_follow_to_another_server(string name)
    {
        var elsewhere = Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        var outcome = await RunAsync(new
        {
            url = $"{Address}/to?where={elsewhere}/headers&status=302",
            headers = new object[] { new { name, value = "k3y" }, new { name = "Accept", value = "text/plain" } },
        });

        Assert.DoesNotContain("k3y", outcome.Outputs.Result);
        Assert.Contains("Accept=text/plain", outcome.Outputs.Result);
    }

    [Fact]
    public async Task Headers_follow_to_another_page_of_the_same_server()
    {
        var outcome = await RunAsync(new { url = $"{Address}/to?where=/echo&status=302", headers = new object[] { new { name = "X-A", value = "k3y" } } });

        Assert.Contains("a=k3y", outcome.Outputs.Result);
    }

    [Fact]
    public async Task A_compressed_answer_is_bounded_by_what_it_unpacks_to()
    {
        var outcome = await RunAsync(new { url = $"{Address}/bomb" });

        Assert.Equal((NodePhase.Failed, "the body of the answer is longer than 8,388,608 bytes"), (outcome.Phase, outcome.Message));
    }

    [Fact]
    public async Task Headers_without_end_are_a_failure()
    {
        var outcome = await RunAsync(new { url = $"{Address}/many-headers" });

        Assert.Equal(NodePhase.Failed, outcome.Phase);
        Assert.StartsWith($"GET {Address}/many-headers: ", outcome.Message);
    }

    [Theory]
    [InlineData("ftp://example.org/")]
    [InlineData("hello")]
    public async Task An_address_of_another_kind_is_refused(string url)
    {
        var outcome = await RunAsync(new { url });

        Assert.Equal((NodePhase.Failed, $"'{url}' is no address that a request can go to; it begins with http:// or https://"), (outcome.Phase, outcome.Message));
    }

    public async ValueTask InitializeAsync() => await _server.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _services.DisposeAsync();
    }

    public void Dispose() => _journal.Dispose();

    private static int Waiting { get; set; }

    private HttpStepExecutor Executor => _services.GetRequiredService<HttpStepExecutor>();

    private Task<StepOutcome> RunAsync(object http) => Executor.ExecuteAsync(Step(http), CancellationToken.None);

    private StepContext Step(object http) => TestStep.Of(new JsonObject { ["name"] = "t", ["http"] = JsonSerializer.SerializeToNode(http) }, _journal);

    private static object FromSecret(string header, string key) => new { name = header, valueFrom = new { secretKeyRef = new { name = "api", key } } };

    private static WebApplication Server()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Run(AnswerAsync);
        return server;
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        switch (context.Request.Path.Value!.Split('/')[1])
        {
            case "hello": await context.Response.WriteAsync("grüß dich"); break;
            case "status":
                context.Response.StatusCode = int.Parse(context.Request.Path.Value.Split('/')[2]);
                context.Response.Headers["x-number"] = context.Request.Path.Value.Split('/')[2];
                await context.Response.WriteAsync($"status {context.Response.StatusCode}");
                break;
            case "echo": await EchoAsync(context); break;
            case "to":
                context.Response.StatusCode = int.Parse(context.Request.Query["status"]!);
                context.Response.Headers.Location = context.Request.Query["where"];
                break;
            case "headers": await context.Response.WriteAsync(string.Join('\n', context.Request.Headers.Select(header => $"{header.Key}={header.Value}"))); break;
            case "bomb":
                context.Response.Headers.ContentEncoding = "gzip";
                await using (var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest))
                    for (var i = 0; i < 16; i++) await gzip.WriteAsync(new byte[1024 * 1024]);
                break;
            case "many-headers":
                for (var i = 0; i < 200; i++) context.Response.Headers[$"x-{i}"] = new string('x', 1024);
                break;
            case "circle": context.Response.Redirect("/circle"); break;
            case "never":
                Waiting++;
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case "endless":
                var block = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
                while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(block, context.RequestAborted);
                break;
        }
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        await context.Response.WriteAsync($"{context.Request.Method} {context.Request.Host} {context.Request.ContentType} a={context.Request.Headers["X-A"]} {body}");
    }

    private sealed class OneSecret : ISecretSource
    {
        public Task<byte[]> ReadAsync(string @namespace, SecretKey secret, CancellationToken cancellation) =>
            secret.Key == "defect" ? throw new InvalidOperationException("oops") : (@namespace, secret.Name, secret.Key) == ("night", "api", "token") ? Task.FromResult("t0p-s3cret"u8.ToArray()) : throw new SecretUnavailableException($"no key '{secret.Key}'");
    }
}
