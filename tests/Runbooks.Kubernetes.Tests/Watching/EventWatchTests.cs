using k8s.Models;
using Runbooks.Kubernetes.Watching;

namespace Runbooks.Kubernetes.Tests.Watching;

public class EventWatchTests
{
    private const string Empty = """{"kind": "EventList", "apiVersion": "v1", "metadata": {"resourceVersion": "10"}, "items": []}""";

    private static V1Pod Pod(string uid) => new() { Metadata = new V1ObjectMeta { Name = "p", Uid = uid } };

    [Fact]
    public async Task Many_Pods_that_want_a_reason_share_one_watch()
    {
        await using var api = new FakeApi().On("read", 200, Empty).On("watch", 200, Event("11", "a", "Warning", "FailedMount") + Event("12", "b", "Warning", "BackOff"), stays: true);
        using var cluster = api.Connect();
        await using var events = new EventWatch(cluster.Client, "default", TimeProvider.System);

        await UntilAsync(() => events.Warning(Pod("a"))?.Reason == "FailedMount" && events.Warning(Pod("b"))?.Reason == "BackOff");

        Assert.Null(events.Warning(Pod("c")));
        Assert.Equal(["read", "watch from 10"], api.Requests);
    }

    [Fact]
    public async Task What_was_put_right_is_no_reason_any_more()
    {
        await using var api = new FakeApi().On("read", 200, Empty)
            .On("watch", 200, Event("11", "a", "Warning", "FailedMount") + Event("12", "a", "Normal", "Pulling") + Event("13", "b", "Warning", "BackOff"), stays: true);
        using var cluster = api.Connect();
        await using var events = new EventWatch(cluster.Client, "default", TimeProvider.System);

        await UntilAsync(() => events.Warning(Pod("b")) is not null);

        Assert.Null(events.Warning(Pod("a")));
    }

    [Fact]
    public async Task Where_events_may_not_be_watched_nothing_is_known()
    {
        await using var api = new FakeApi().On("read", 403, """{"kind": "Status", "code": 403, "reason": "Forbidden", "message": "events is forbidden: User \"me\" cannot list resource \"events\""}""");
        using var cluster = api.Connect();
        await using var events = new EventWatch(cluster.Client, "default", TimeProvider.System);

        await UntilAsync(() => events.Warning(Pod("a")) is null && api.Requests.Count > 0);

        Assert.Null(events.Warning(Pod("a")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_watch_that_ends_at_once_is_begun_again_after_ever_longer_pauses(bool hasNews)
    {
        var body = hasNews ? Event("10", "a", "Warning", "FailedMount") : "";
        await using var api = new FakeApi().On("read", 200, Empty).On("watch", 200, body).On("watch", 200, body).On("watch", 200, body).On("watch", 200, body)
            .On("watch", 200, Event("11", "b", "Warning", "BackOff"), stays: true);
        using var cluster = api.Connect();
        var time = new JumpingTime();
        await using var events = new EventWatch(cluster.Client, "default", time);

        await UntilAsync(() => events.Warning(Pod("b")) is not null);

        var waits = time.Waits.ToList();
        Assert.Equal(4, waits.Count);
        Assert.True(waits[3] > waits[1] && waits[2] > waits[0], string.Join(", ", waits));
    }

    private static string Event(string version, string pod, string type, string reason) =>
        $$$"""{"type": "ADDED", "object": {"kind": "Event", "apiVersion": "v1", "metadata": {"name": "e{{{version}}}", "resourceVersion": "{{{version}}}"}, "involvedObject": {"kind": "Pod", "uid": "{{{pod}}}"}, "type": "{{{type}}}", "reason": "{{{reason}}}"}}""" + "\n";

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
    }
}
