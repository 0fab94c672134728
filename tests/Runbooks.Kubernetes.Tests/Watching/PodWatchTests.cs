using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.Watching;

namespace Runbooks.Kubernetes.Tests.Watching;

public class PodWatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task After_a_disconnect_the_watch_goes_on_from_the_last_version()
    {
        await using var api = new FakeApi()
            .On("list", 200, List("5"))
            .On("watch", 200, Event("ADDED", "6", "Pending"))
            .On("watch", 200, Event("MODIFIED", "7", "Running"), stays: true);

        Assert.Equal("Running", await LastPhaseAsync(api, "Running"));

        Assert.Equal(["list", "watch from 5", "watch from 6"], api.Requests);
    }

    [Fact]
    public async Task A_bookmark_moves_the_version_on()
    {
        await using var api = new FakeApi()
            .On("list", 200, List("5"))
            .On("watch", 200, """{"type": "BOOKMARK", "object": {"kind": "Pod", "apiVersion": "v1", "metadata": {"resourceVersion": "90", "creationTimestamp": null}, "spec": {"containers": null}, "status": {}}}""" + "\n")
            .On("watch", 200, Event("MODIFIED", "91", "Running"), stays: true);

        await LastPhaseAsync(api, "Running");

        Assert.Equal(["list", "watch from 5", "watch from 90"], api.Requests);
    }

    [Theory]
    [InlineData(200, """{"type": "ERROR", "object": {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "message": "too old resource version", "reason": "Expired", "code": 410}}""")]
    [InlineData(410, """{"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "message": "too old resource version", "reason": "Expired", "code": 410}""")]
    public async Task A_version_that_is_too_old_leads_to_a_new_list(int status, string body)
    {
        await using var api = new FakeApi()
            .On("list", 200, List("5"))
            .On("watch", status, body + "\n")
            .On("list", 200, List("50", Pod("49", "Running")))
            .On("watch", 200, "", stays: true);

        Assert.Equal("Running", await LastPhaseAsync(api, "Running"));

        Assert.Equal(["list", "watch from 5", "list"], api.Requests.Take(3));
    }

    [Fact]
    public async Task A_watch_that_ends_without_news_goes_on()
    {
        await using var api = new FakeApi()
            .On("list", 200, List("5"))
            .On("watch", 200, "")
            .On("watch", 200, Event("MODIFIED", "7", "Running"), stays: true);

        Assert.Equal("Running", await LastPhaseAsync(api, "Running"));
    }

    [Fact]
    public async Task A_failing_server_is_asked_again()
    {
        await using var api = new FakeApi()
            .On("list", 503, """{"kind": "Status", "message": "starting"}""")
            .On("list", 429, """{"kind": "Status", "message": "slow down"}""")
            .On("list", 200, List("5"))
            .On("watch", 200, Event("MODIFIED", "7", "Running"), stays: true);

        Assert.Equal("Running", await LastPhaseAsync(api, "Running"));
    }

    [Fact]
    public async Task An_expected_Pod_that_a_new_list_lacks_is_gone()
    {
        await using var api = new FakeApi()
            .On("list", 200, List("5", Pod("4", "Running")))
            .On("watch", 410, """{"kind": "Status", "code": 410}""")
            .On("list", 200, List("50"))
            .On("read", 404, """{"kind": "Status", "reason": "NotFound", "code": 404}""")
            .On("watch", 200, "", stays: true);
        using var cluster = api.Connect();
        await using var watches = new Watches(cluster.Client, TimeProvider.System);
        using var news = watches.PodsOf("default").Subscribe("p");
        news.Uid = "u";

        while (await news.NextAsync(Patience, TimeProvider.System, CancellationToken.None) is { } state)
            if (state.IsGone) return;

        Assert.Fail("not told that the Pod is gone");
    }

    [Fact]
    public async Task That_a_Pod_is_gone_says_nothing_of_the_next_of_its_name()
    {
        await using var api = new FakeApi().On("list", 200, List("5")).On("watch", 200, "", stays: true);
        using var cluster = api.Connect();
        await using var watches = new Watches(cluster.Client, TimeProvider.System);
        using var news = watches.PodsOf("default").Subscribe("p");
        news.Uid = "the next";

        news.Publish(new PodState("the first", null, IsGone: true));

        Assert.Null(await news.NextAsync(Patience, TimeProvider.System, CancellationToken.None));
    }

    [Fact]
    public async Task A_Pod_marked_as_completed_leaves_the_watch_and_is_not_gone()
    {
        await using var api = new FakeApi()
            .On("list", 200, List("5"))
            .On("watch", 200, Event("DELETED", "6", "Succeeded", """{"workflows.argoproj.io/completed": "true"}"""), stays: true);
        using var cluster = api.Connect();
        await using var watches = new Watches(cluster.Client, TimeProvider.System);
        using var news = watches.PodsOf("default").Subscribe("p");

        var state = await news.NextAsync(Patience, TimeProvider.System, CancellationToken.None);

        Assert.Equal((false, "Succeeded"), (state!.IsGone, state.Pod!.Status.Phase));
    }

    [Fact]
    public async Task A_watch_that_is_forbidden_fails_its_listeners_and_is_tried_anew_by_the_next()
    {
        await using var api = new FakeApi()
            .On("list", 403, """{"kind": "Status", "reason": "Forbidden", "code": 403, "message": "pods is forbidden: User \"me\" cannot list resource \"pods\" in API group \"\" in the namespace \"default\""}""")
            .On("list", 200, List("5", Pod("4", "Running")))
            .On("watch", 200, "", stays: true);
        using var cluster = api.Connect();
        await using var watches = new Watches(cluster.Client, TimeProvider.System);
        var watch = watches.PodsOf("default");

        using (var first = watch.Subscribe("p"))
        {
            var refusal = await Assert.ThrowsAsync<ClusterUnreachableException>(() => watch.ReadyAsync(CancellationToken.None));
            Assert.Contains("kubectl -n default create role", refusal.Message, StringComparison.Ordinal);
        }
        using var second = watch.Subscribe("p");
        await watch.ReadyAsync(CancellationToken.None).WaitAsync(Patience);

        Assert.Equal("Running", (await second.NextAsync(Patience, TimeProvider.System, CancellationToken.None))!.Pod!.Status.Phase);
    }

    private static async Task<string?> LastPhaseAsync(FakeApi api, string awaited)
    {
        using var cluster = api.Connect();
        await using var watches = new Watches(cluster.Client, TimeProvider.System);
        using var news = watches.PodsOf("default").Subscribe("p");
        while (await news.NextAsync(Patience, TimeProvider.System, CancellationToken.None) is { } state)
            if (state.Pod?.Status.Phase == awaited) return awaited;
        return null;
    }

    private static string Pod(string version, string phase, string labels = """{"workflows.argoproj.io/completed": "false"}""") =>
        $$"""{"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "p", "namespace": "default", "uid": "u", "resourceVersion": "{{version}}", "labels": {{labels}} }, "spec": {"containers": []}, "status": {"phase": "{{phase}}"} }""";

    private static string List(string version, params string[] pods) =>
        $$"""{"kind": "PodList", "apiVersion": "v1", "metadata": {"resourceVersion": "{{version}}"}, "items": [{{string.Join(", ", pods)}}] }""";

    private static string Event(string type, string version, string phase, string labels = """{"workflows.argoproj.io/completed": "false"}""") =>
        $$"""{"type": "{{type}}", "object": {{Pod(version, phase, labels)}} }""" + "\n";
}
