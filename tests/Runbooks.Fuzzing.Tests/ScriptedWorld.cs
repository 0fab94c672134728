using System.Text.Json;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Memoization;
using Runbooks.Engine.Runs.Requests;
using Runbooks.Engine.Status;
using Runbooks.Engine.Steps;
using Runbooks.Engine.Templating;
using Runbooks.Server.Storage;

namespace Runbooks.Fuzzing.Tests;

/// <summary>
/// Carries a run out where nothing is real: no process, no socket, no clock. What has been begun ends in any order and in any way, processes die in
/// between, and people ask for things, until the run ends or only waits.
/// </summary>
internal sealed class ScriptedWorld
{
    /// <summary>From here on all goes well, so that what retries until it does ends.</summary>
    private const int Mishaps = 200;

    /// <summary>So small that a run that would go on for ever meets them soon.</summary>
    private static readonly RunLimits Limits = new() { Nodes = 1_000, EventsOfADecision = 300 };

    private readonly List<RunEvent> _events;
    private readonly List<Effect> _begun = [];
    private readonly Random _random;
    private RunState _run;
    private DateTimeOffset _now;
    private DateTimeOffset? _wakeAt;
    private int _turns;

    /// <summary>The last decision was stored before it was complete.</summary>
    private bool GoesOn => _wakeAt <= _now;

    private ScriptedWorld(RunSubmitted submitted, Random random)
    {
        (_random, _now) = (random, submitted.At);
        _events = [submitted];
        _run = RunState.Replay(_events);
    }

    /// <exception cref="Exception">Something that must hold for every run doesn't.</exception>
    public static void Play(RunSubmitted submitted, Random random, int turns)
    {
        var world = new ScriptedWorld(Stored(submitted), random);
        world.Decide([]);
        while (!world._run.IsFinished && world.Next() is { } news) world.Decide(world._turns++ < turns ? news : throw new InvalidOperationException($"the run goes on and on, with {world._run.Nodes.Count} nodes"));
        world.Check();
    }

    /// <summary>What happens next; null if the run only waits.</summary>
    private IReadOnlyList<RunEvent>? Next()
    {
        if (_turns < Mishaps && _random.Happens(2)) Die();
        if (_turns < Mishaps && _random.Happens(2)) return [Asked()];
        if (GoesOn) return [];
        if (_begun.Count > 0) return End(_random.Next(_begun.Count));
        if (_wakeAt is not { } at) return null;
        _now = at;
        return [];
    }

    private void Decide(IReadOnlyList<RunEvent> news)
    {
        Take(Decider.Decide(_run, [.. news.Select(Stored)], _now, Limits));
        if (GoesOn || (_turns > 50 && _turns % 50 != 0)) return;
        var again = Decider.Decide(_run, [], _now, Limits);
        Assert.Empty(again.Events);
        Assert.Empty(again.Effects);
    }

    private void Take(Decision decision)
    {
        _events.AddRange(decision.Events);
        _begun.AddRange(decision.Effects.Where(Answers));
        _wakeAt = decision.WakeAt;
    }

    private static bool Answers(Effect effect) => effect is StartStep or StopStep or AcquireLocks or LookUpCache or PrepareRun or ClearRun;

    /// <summary>As it comes back from the store.</summary>
    private static T Stored<T>(T e) where T : RunEvent => (T)EventJson.Read(EventJson.Write(e));

    private IReadOnlyList<RunEvent> End(int which)
    {
        var effect = _begun[which];
        _begun.RemoveAt(which);
        return effect switch
        {
            StartStep start => EndStep(start),
            StopStep stop => Stop(stop),
            AcquireLocks wanted when _random.Happens(10) && _turns < Mishaps => [new LocksRefused(_now, wanted.Node, "there is no such semaphore")],
            AcquireLocks wanted => [new LocksGranted(_now, wanted.Node, wanted.Locks)],
            LookUpCache wanted => [new CacheLookedUp(_now, wanted.Node, _random.Happens(30) ? new CacheAnswer(wanted.Key.Cache, wanted.Key.Key, true, Outputs()) : new CacheAnswer(wanted.Key.Cache, wanted.Key.Key, false, null), null)],
            PrepareRun => [new RunPrepared(_now, _random.Happens(5) ? "there is no such class" : null)],
            _ => [new RunCleared(_now, null)],
        };
    }

    private IReadOnlyList<RunEvent> Stop(StopStep stop)
    {
        _begun.RemoveAll(effect => effect is StartStep start && start.Node == stop.Node);
        return [new NodeFinished(_now, stop.Node, stop.Stop.Phase, stop.Stop.Message, null)];
    }

    private IReadOnlyList<RunEvent> EndStep(StartStep start)
    {
        var node = _run.NodeAt(start.Node);
        if (node.IsFinished) return [];
        if (_turns < Mishaps && _random.Happens(5))
        {
            _begun.Add(start);
            return [new NodeProgressed(_now, start.Node, _random.Pick([NodePhase.Pending, NodePhase.Running]), _random.Pick(OddValues.Texts), "host") { Count = _random.Pick(["1/2", "x", "9/3"]) }];
        }
        try
        {
            var template = LeafStep.Fill(_run, node).Template;
            LeafStep.ResultWanted(_run, node);
            PodName.Of(_run, node);
            return [LeafStep.Finish(start.Node, template, Outcome(), _now)];
        }
        catch (Exception wrong) when (wrong is UnresolvedTagException or StepInputException)
        {
            return [LeafStep.Finish(start.Node, null, StepOutcome.Error(wrong.Message), _now)];
        }
    }

    private StepOutcome Outcome() => _random.Next(_turns < Mishaps ? 10 : 1) switch
    {
        8 => StepOutcome.Failed(_random.Pick(OddValues.Texts)) with { Outputs = Outputs() },
        9 => StepOutcome.Error(_random.Pick(OddValues.Texts)),
        _ => new StepOutcome(NodePhase.Succeeded, null, Outputs()),
    };

    private StepOutputs Outputs() => new()
    {
        Result = _random.Happens(50) ? _random.Pick(["1", "[1, 2]", "[\"a\", {\"b\": null}]", "{\"a\": 1}", "heads", "true", ""]) : _random.Pick(OddValues.Texts),
        ExitCode = _random.Pick(["0", "1", "137", "x"]),
        Parameters = _random.Happens(30) ? new Dictionary<string, string> { [_random.Pick(OddValues.Keys)] = _random.Pick(OddValues.Texts) } : new Dictionary<string, string>(),
    };

    private RunEvent Asked()
    {
        var id = $"{_turns}";
        return _random.Next(6) switch
        {
            0 => new StopRequest(_now, id, "alice", _random.Pick(Enum.GetValues<ShutdownStrategy>())),
            1 => new SuspendRequest(_now, id, "alice"),
            2 or 3 => new ResumeRequest(_now, id, "alice"),
            4 => new NodeSetRequest(_now, id, "alice", _random.Pick(["displayName=a", "x", "", "phase=Running"])) { Phase = NodePhase.Succeeded, OutputParameters = new Dictionary<string, string> { ["approve"] = "YES" } },
            _ => new RetryRequest(_now, id, "alice"),
        };
    }

    /// <summary>Another process takes the run up: what was begun is begun again, and nothing else is decided.</summary>
    private void Die()
    {
        var wentOn = GoesOn;
        _run = RunState.Replay(_events);
        _begun.Clear();
        var decision = Decider.Decide(_run, [], _now, Limits);
        Assert.True(wentOn || decision.Events.Count == 0, "another process decided more");
        Take(decision);
    }

    /// <summary>It is what its events say, and can be shown.</summary>
    private void Check()
    {
        var replayed = RunState.Replay(_events);
        Assert.Equal(_run.Nodes.Select(node => (node.Name, node.Phase, node.ArgoId)), replayed.Nodes.Select(node => (node.Name, node.Phase, node.ArgoId)));
        Assert.Equal(Shown(_run), Shown(replayed));
    }

    private static string Shown(RunState run)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) ArgoStatus.Write(run, json);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
