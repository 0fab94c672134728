using CsCheck;
using Runbooks.Actions;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Locks;
using Runbooks.Engine.Runs.Memoization;
using Runbooks.Engine.Steps;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Tests.Storage;

public class EventJsonTests
{
    private static readonly Gen<string?> Text = Gen.String.Null();
    private static readonly Gen<DateTimeOffset> Time = Gen.Long[DateTimeOffset.UnixEpoch.Ticks, DateTimeOffset.UnixEpoch.AddYears(100).Ticks].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
    private static readonly Gen<IReadOnlyDictionary<string, string>> Texts =
        Gen.Dictionary(Gen.String, Gen.String)[0, 4].Select(texts => (IReadOnlyDictionary<string, string>)texts);
    private static readonly Gen<StepOutputs?> Outputs =
        Gen.Select(Text, Text, Texts, (result, exitCode, parameters) => new StepOutputs { Result = result, ExitCode = exitCode, Parameters = parameters }).Null();

    private static readonly Gen<IReadOnlyList<LockName>> Locks =
        Gen.Select(Gen.String, Gen.Enum<LockKind>(), Gen.String, Text, (place, kind, name, key) => new LockName(place, kind, name, key)).List[1, 3].Select(locks => (IReadOnlyList<LockName>)locks);

    private static readonly Gen<RunEvent> Events = Gen.OneOf<RunEvent>(
        Time.Select(at => (RunEvent)new RunStarted(at)),
        Gen.Select(Time, Gen.Int, Gen.Int.Nullable(), Gen.String, Gen.Enum<NodeType>(), Gen.Enum<NodePhase>(), Gen.Select(Text, Gen.Int.Nullable(), Texts, Text),
            (at, node, parent, name, type, phase, rest) => (RunEvent)new NodeStarted(at, node, parent, name, type, phase) { Template = rest.Item1, Step = rest.Item2, Inputs = rest.Item3, Message = rest.Item4 }),
        Gen.Select(Time, Gen.Int, Gen.Enum<NodePhase>(), Text, Text, (at, node, phase, message, host) => (RunEvent)new NodeProgressed(at, node, phase, message, host)),
        Gen.Select(Time, Gen.Int, (at, node) => (RunEvent)new CallAnnounced(at, node)),
        Gen.Select(Time, Gen.Int, Gen.Enum<NodePhase>(), Text, Outputs, Text, (at, node, phase, message, outputs, host) => (RunEvent)new NodeFinished(at, node, phase, message, outputs) { HostNodeName = host, Place = host, Call = outputs is null ? null : CallFate.Made }),
        Gen.Select(Time, Gen.Int.Nullable(), Locks, Text, (at, node, locks, message) => (RunEvent)new LocksAwaited(at, node, locks, locks[0], message ?? "")),
        Gen.Select(Time, Gen.Int.Nullable(), Locks, (at, node, locks) => (RunEvent)new LocksGranted(at, node, locks)),
        Gen.Select(Time, Gen.Int.Nullable(), Gen.String, (at, node, message) => (RunEvent)new LocksRefused(at, node, message)),
        Gen.Select(Time, Gen.Int, Gen.String, Gen.Bool, Outputs, Text, (at, node, key, hit, outputs, complaint) => (RunEvent)new CacheLookedUp(at, node, new CacheAnswer("cache", key, hit, outputs), complaint)),
        Gen.Select(Time, Gen.String, (at, message) => (RunEvent)new MetricsFailed(at, message)),
        Gen.Select(Time, Gen.Long, Gen.Long, Text, (at, cpu, memory, count) => (RunEvent)new NodeFinished(at, 0, NodePhase.Succeeded, null, null)
        { ResourcesDuration = new ResourcesDuration(cpu, memory) { Others = count is null ? null : new Dictionary<string, long> { ["gpu"] = cpu } }, Count = count }),
        Gen.Select(Time, Gen.Int, Gen.Enum<NodePhase>(), Text, (at, node, phase, message) => (RunEvent)new StepStopping(at, node, phase, message)),
        Gen.Select(Time, Gen.Enum<ShutdownStrategy>(), (at, strategy) => (RunEvent)new ShutdownRequested(at, strategy)),
        Gen.Select(Time, Gen.Enum<RunPhase>(), Text, (at, phase, message) => (RunEvent)new RunFinished(at, phase, message)));

    [Fact]
    public void An_event_comes_back_as_it_was_written() => Events.Sample(e =>
    {
        var back = EventJson.Read(EventJson.Write(e));

        Assert.Equal(e.GetType(), back.GetType());
        Assert.Equivalent(e, back, strict: true);
    }, iter: TestLength.Of(5_000, 500_000));

    [Theory]
    [InlineData("""{"event": "node-teleported", "at": "2026-01-01T00:00:00Z"}""", "'node-teleported'")]
    [InlineData("""{"event": "run-finished", "at": "2026-01-01T00:00:00Z", "phase": "Paused"}""", "'run-finished'")]
    [InlineData("""{"at": "2026-01-01T00:00:00Z"}""", "it doesn't say of which kind")]
    [InlineData("half of", "it is no JSON")]
    public void An_event_of_a_newer_version_is_told_as_one(string body, string kind)
    {
        var unreadable = Assert.Throws<StoreException>(() => EventJson.Read(body));

        Assert.Contains(kind, unreadable.Message);
        Assert.Contains("a newer version wrote it", unreadable.Message);
    }

    [Fact]
    public void A_submission_comes_back_with_its_whole_document()
    {
        var submitted = TestRun.FanOut("all");

        var back = Assert.IsType<RunSubmitted>(EventJson.Read(EventJson.Write(submitted)));

        Assert.Equal(EventJson.Write(submitted), EventJson.Write(back));
        Assert.Equal(RunState.Replay([submitted]).Runbook.Entrypoint.Kind, RunState.Replay([back]).Runbook.Entrypoint.Kind);
    }

    [Theory]
    [InlineData("""{"event":"node-finished","at":"2026-01-01T00:00:00+00:00","node":3,"phase":"Succeeded","addedLater":true}""")]
    [InlineData("""{"event":"node-finished","at":"2026-01-01T00:00:00+00:00","node":3,"phase":"Succeeded","message":null,"outputs":null}""")]
    public void An_event_written_by_another_version_is_read_as_far_as_it_is_known(string body) =>
        Assert.Equal(new NodeFinished(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), 3, NodePhase.Succeeded, null, null), EventJson.Read(body));
}
