using System.Net;
using System.Net.Sockets;
using k8s;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.Pods;
using Runbooks.Kubernetes.Tests.Steps;
using Runbooks.Kubernetes.Tests.Watching;

namespace Runbooks.Kubernetes.Tests.Pods;

/// <summary>What an API server does on its bad days.</summary>
public class PodStepExecutorTests
{
    private const string List = """{"kind": "PodList", "apiVersion": "v1", "metadata": {"resourceVersion": "5"}, "items": []}""";

    private const string Ended = """
        {"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "hello-x7k2p-say-1234567890", "namespace": "default", "uid": "u", "resourceVersion": "6",
         "labels": {"runbooks.dev/run-id": "0199c0de-0000-7000-8000-000000000001"}},
         "spec": {"containers": []}, "status": {"phase": "Succeeded", "containerStatuses": [{"name": "main", "containerID": "c", "state": {"terminated": {"exitCode": 0}}}]}}
        """;

    private static StepContext Hello => TestStep.Of("""{"name": "say", "container": {"image": "busybox"}}""");

    [Fact]
    public async Task A_creation_whose_answer_was_lost_finds_the_Pod_it_made()
    {
        await using var api = new FakeApi()
            .On("list", 200, List).On("watch", 200, "", stays: true)
            .On("create", 504, """{"kind": "Status", "code": 504, "message": "Timeout: request did not complete"}""")
            .On("create", 409, """{"kind": "Status", "code": 409, "reason": "AlreadyExists", "message": "pods already exists"}""")
            .On("read", 200, Ended)
            .On("log", 200, "hello\n");

        var outcome = await RunAsync(api, Hello with { ResultWanted = true });

        Assert.Equal((NodePhase.Succeeded, "hello"), (outcome.Phase, outcome.Outputs.Result));
    }

    [Fact]
    public async Task A_Pod_that_was_there_and_has_just_gone_is_made()
    {
        await using var api = new FakeApi()
            .On("list", 200, List).On("watch", 200, "", stays: true)
            .On("create", 409, """{"kind": "Status", "code": 409, "reason": "AlreadyExists", "message": "pods already exists"}""")
            .On("read", 404, """{"kind": "Status", "code": 404, "reason": "NotFound", "message": "pods not found"}""")
            .On("create", 201, Ended)
            .On("log", 200, "hello\n");

        Assert.Equal(NodePhase.Succeeded, (await RunAsync(api, Hello)).Phase);
    }

    [Fact]
    public async Task A_step_takes_one_creation_one_read_of_its_log_and_a_label_when_all_is_quiet()
    {
        await using var api = new FakeApi()
            .On("list", 200, List).On("watch", 200, "", stays: true)
            .On("create", 201, Ended)
            .On("log", 200, "hello\n")
            .On("PATCH", 200, Ended);

        await RunAsync(api, Hello);

        Assert.Equal(["list", "watch from 5", "create", "log", "PATCH"], api.Requests);
    }

    [Theory]
    [InlineData(429, "TooManyRequests", "slow down")]
    [InlineData(500, "InternalError", "etcdserver: leader changed")]
    [InlineData(401, "Unauthorized", "Unauthorized")]
    [InlineData(409, "Conflict", "Operation cannot be fulfilled on resourcequotas \"q\": the object has been modified")]
    public async Task A_creation_that_may_pass_later_is_tried_again_and_says_why_it_waits(int status, string reason, string message)
    {
        await using var api = new FakeApi()
            .On("list", 200, List).On("watch", 200, "", stays: true)
            .On("create", status, $$"""{"kind": "Status", "code": {{status}}, "reason": "{{reason}}", "message": "{{message.Replace("\"", "\\\"", StringComparison.Ordinal)}}"}""")
            .On("create", 201, Ended)
            .On("log", 200, "");
        var step = Hello;

        var outcome = await RunAsync(api, step);

        Assert.Equal(NodePhase.Succeeded, outcome.Phase);
        Assert.Contains(((RecordingJournal)step.Journal).Progress, progress => progress is { Phase: NodePhase.Pending } && progress.Message == message);
    }

    [Fact]
    public async Task A_refusal_by_an_admission_webhook_is_an_error_in_its_words()
    {
        await using var api = new FakeApi()
            .On("list", 200, List).On("watch", 200, "", stays: true)
            .On("create", 403, """{"kind": "Status", "code": 403, "reason": "Forbidden", "message": "pods \"x\" is forbidden: violates PodSecurity \"restricted:latest\""}""");

        var outcome = await RunAsync(api, Hello);

        Assert.Equal((NodePhase.Error, "Pod can't be created: pods \"x\" is forbidden: violates PodSecurity \"restricted:latest\""), (outcome.Phase, outcome.Message));
    }

    [Fact]
    public async Task A_result_whose_log_is_gone_is_an_error()
    {
        await using var api = new FakeApi()
            .On("list", 200, List).On("watch", 200, "", stays: true)
            .On("create", 201, Ended)
            .On("log", 404, """{"kind": "Status", "code": 404, "message": "pods \"x\" not found"}""");
        var step = Hello with { ResultWanted = true };

        var outcome = await RunAsync(api, step);

        Assert.Equal((NodePhase.Error, "outputs.result can't be read: the container's log is not there any more"), (outcome.Phase, outcome.Message));
        Assert.Equal("[the rest of the log can't be read: pods \"x\" not found]\n", ((RecordingJournal)step.Journal).Log);
    }

    [Fact]
    public async Task A_server_that_stays_away_is_an_error_after_a_while()
    {
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        free.Stop();
        using var cluster = new ClusterConnection(new KubernetesClientConfiguration { Host = url });
        await using var executor = new PodStepExecutor(cluster, new PodOptions { ApiTimeout = TimeSpan.FromSeconds(1) }, TimeProvider.System);

        var outcome = await executor.ExecuteAsync(Hello, CancellationToken.None);

        Assert.Equal(NodePhase.Error, outcome.Phase);
        Assert.StartsWith("Pods can't be watched: Connection refused", outcome.Message, StringComparison.Ordinal);
    }

    private static async Task<StepOutcome> RunAsync(FakeApi api, StepContext step)
    {
        using var cluster = api.Connect();
        await using var executor = new PodStepExecutor(cluster, new PodOptions(), TimeProvider.System);
        return await executor.ExecuteAsync(step, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
    }
}
