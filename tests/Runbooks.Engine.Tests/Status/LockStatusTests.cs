using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Locks;
using Runbooks.Engine.Status;
using Runbooks.Engine.Steps;

namespace Runbooks.Engine.Tests.Status;

/// <summary>What of locks is in the status.</summary>
public class LockStatusTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly LockName Mutex = new("default", LockKind.Mutex, "deploy");
    private static readonly LockName Semaphore = new("default", LockKind.DatabaseSemaphore, "size");

    [Fact]
    public void A_node_that_waits_says_for_which_lock_and_the_run_for_which_its_nodes_do()
    {
        var status = StatusOf(new LocksAwaited(Now, 0, [Semaphore, Mutex], Mutex, "Waiting for default/Mutex/deploy lock. Lock status: 0/1"));

        Assert.Equal("""{"waiting":"default/Mutex/deploy"}""", status["nodes"]!["wf"]!["synchronizationStatus"]!.ToJsonString());
        Assert.Equal("Waiting for default/Mutex/deploy lock. Lock status: 0/1", (string?)status["nodes"]!["wf"]!["message"]);
        Assert.Equal("""{"semaphore":{"waiting":[{"semaphore":"default/Database/size"}]},"mutex":{"waiting":[{"mutex":"default/Mutex/deploy"}]}}""", status["synchronization"]!.ToJsonString());
    }

    [Fact]
    public void A_node_that_holds_its_locks_is_their_holder()
    {
        var status = StatusOf(new LocksGranted(Now, 0, [Semaphore, Mutex]));

        Assert.Null(status["nodes"]!["wf"]!["synchronizationStatus"]);
        Assert.Equal(
            """{"semaphore":{"holding":[{"semaphore":"default/Database/size","holders":["default/wf/wf"]}]},"mutex":{"holding":[{"mutex":"default/Mutex/deploy","holder":"default/wf/wf"}]}}""",
            status["synchronization"]!.ToJsonString());
    }

    [Fact]
    public void When_it_has_ended_there_is_nothing_left_to_say() =>
        Assert.Null(StatusOf(new LocksGranted(Now, 0, [Mutex]), new NodeFinished(Now, 0, NodePhase.Succeeded, null, null))["synchronization"]);

    private static JsonNode StatusOf(params RunEvent[] events)
    {
        var workflow = JsonNode.Parse("""
            {"apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": "wf"}, "spec": {"entrypoint": "main", "templates": [
              {"name": "main", "synchronization": {"mutexes": [{"name": "deploy"}], "semaphores": [{"database": {"key": "size"}}]}, "plugin": {"call": {}}}]}}
            """).Deserialize<Workflow>(ArgoJson.Options)!;
        var run = RunState.Replay([
            new RunSubmitted(Now, new RunIdentity("0199c0de-0000-7000-8000-000000000001", "wf", "default"), workflow), new RunStarted(Now),
            new NodeStarted(Now, 0, null, "wf", NodeType.Plugin, NodePhase.Pending) { Template = "main" }, .. events]);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) ArgoStatus.Write(run, json);
        return JsonNode.Parse(Encoding.UTF8.GetString(stream.ToArray()))!["status"]!;
    }
}
