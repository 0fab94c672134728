using System.Globalization;
using Runbooks.Engine.Metering;
using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Tests.Runs;

/// <summary>A run without a service: its state, all events of its past, and the steps that were started.</summary>
internal sealed class RunHistory
{
    private readonly List<RunEvent> _events;
    private readonly HashSet<int> _started = [];
    private readonly Dictionary<int, StepStop> _stops = [];
    private readonly Dictionary<int, AcquireLocks> _wantsLocks = [];
    private readonly Dictionary<int, LookUpCache> _looksUp = [];
    private readonly HashSet<int> _holders = [];

    public RunHistory(RunSubmitted submitted)
    {
        _events = [submitted];
        State = RunState.Replay(_events);
    }

    public RunState State { get; private set; }

    public IReadOnlyList<RunEvent> Events => _events;

    public IEnumerable<Node> OpenLeaves => State.Nodes.Where(node => node is { IsLeaf: true, IsFinished: false, IsGated: false });

    /// <param name="name">The node's name, or the end of it from a dot on: <c>stop(1:b)</c>.</param>
    public Node OpenLeaf(string name)
    {
        var found = OpenLeaves.Where(node => node.Name == name || node.Name.EndsWith($".{name}", StringComparison.Ordinal)).ToList();
        return found.Count == 1 ? found[0]
            : throw new FormatException($"{found.Count} open steps are called '{name}'; open are: {string.Join(", ", OpenLeaves.Select(node => node.Name))}");
    }

    /// <summary>What is kept in caches, in order: <c>CACHE KEY of NODE</c>.</summary>
    public List<string> Kept { get; } = [];

    /// <summary>What custom metrics have been given, in order: <c>NAME{LABEL=VALUE} KIND NUMBER</c>.</summary>
    public List<string> Measured { get; } = [];

    /// <param name="name">A node's name, or the end of it, or <c>the run</c>.</param>
    public AcquireLocks Wants(string name) => Find(_wantsLocks.Values, wanted => wanted.Node, name);

    /// <param name="name">A node's name, or the end of it.</param>
    public LookUpCache LooksUp(string name) => Find(_looksUp.Values, wanted => wanted.Node, name);

    /// <summary>Its executor was told to end the step.</summary>
    public bool IsStopped(Node leaf) => _stops.ContainsKey(leaf.Number);

    /// <summary>The executor has ended a step that it was to stop.</summary>
    public NodeFinished Stopped(Node leaf, DateTimeOffset at) =>
        _stops.GetValueOrDefault(leaf.Number) is { } stop ? new NodeFinished(at, leaf.Number, stop.Phase, stop.Message, null) : throw new FormatException($"{leaf.Name} is not to be stopped");

    /// <summary>Decides, and holds the decision to what every decision must keep to.</summary>
    public void Decide(IReadOnlyList<RunEvent> incoming, DateTimeOffset now)
    {
        var decision = Decider.Decide(State, incoming, now);
        Assert.Equal(incoming, decision.Events.Take(incoming.Count));
        _events.AddRange(decision.Events);
        foreach (var start in decision.Effects.OfType<StartStep>()) Assert.True(_started.Add(start.Node), "a step was started twice");
        foreach (var stop in decision.Effects.OfType<StopStep>()) Assert.True(_stops.TryAdd(stop.Node, stop.Stop), "a step was stopped twice");
        NoteGates(decision);
        Measured.AddRange(decision.Effects.OfType<EmitMetrics>().SelectMany(emitted => emitted.Samples).Select(Text));
        Measured.AddRange(decision.Events.OfType<MetricsFailed>().Select(failed => $"error: {failed.Message}"));
        Assert.All(OpenLeaves, leaf => Assert.True(_started.Contains(leaf.Number) || _stops.ContainsKey(leaf.Number), $"{leaf.Name} is open, and nobody carries it out"));
        // While the run is suspended, its end waits, too, as it does for daemons; and a run may err before it has a node.
        Assert.True(State.IsFinished == (State.Root is { IsFinished: true, Hooks: null or { IsSettled: true } }) || State.IsSuspended || State.Root is null || State.Nodes.Any(node => node.IsDaemoned) || State.IsBeingCleared);

        var again = Decider.Decide(State, [], now);
        Assert.Empty(again.Events);
        Assert.Empty(again.Effects);
    }

    /// <summary>Something is asked of the run while no process has it: one answers, and another takes the run up.</summary>
    public void Answer(RunEvent request, DateTimeOffset now)
    {
        State = RunState.Replay(_events);
        var answer = Decider.Answer(State, [request], now);
        Assert.Empty(answer.Effects);
        _events.AddRange(answer.Events);
        State = RunState.Replay(_events);
        _started.ExceptWith(State.Nodes.Select(node => node.Number));
        _stops.Clear();
        Decide([], now);
    }

    /// <summary>The process dies, and another one takes the run up from its events: nothing new is decided, and all open steps are started, or stopped.</summary>
    public void Resume(DateTimeOffset now)
    {
        State = RunState.Replay(_events);
        var decision = Decider.Decide(State, [], now);
        Assert.Empty(decision.Events);
        Assert.Equal(_wantsLocks.Values.Select(Text).Order(), decision.Effects.OfType<AcquireLocks>().Select(Text).Order());
        Assert.Equal(_looksUp.Values.Select(Text).Order(), decision.Effects.OfType<LookUpCache>().Select(Text).Order());
        NoteGates(decision);
        Assert.Equal(OpenLeaves.Where(leaf => !_stops.ContainsKey(leaf.Number)), decision.Effects.OfType<StartStep>().Select(start => State.NodeAt(start.Node)));
        Assert.Equal(OpenLeaves.Where(leaf => _stops.ContainsKey(leaf.Number)), decision.Effects.OfType<StopStep>().Select(stop => State.NodeAt(stop.Node)));
    }

    /// <summary>Whoever has to wait has asked, and asks no more when it has got what it wanted; whoever has ended holds nothing.</summary>
    private void NoteGates(Decision decision)
    {
        foreach (var e in decision.Events) NoteAnswer(e);
        foreach (var wanted in decision.Effects.OfType<AcquireLocks>()) _wantsLocks[wanted.Node ?? -1] = wanted;
        foreach (var wanted in decision.Effects.OfType<LookUpCache>()) _looksUp[wanted.Node] = wanted;
        _holders.ExceptWith(decision.LetGo);
        Kept.AddRange(decision.Effects.OfType<SaveToCache>().Select(kept => $"{kept.Key.Cache} {kept.Key.Key} of {State.Nodes.First(node => node.ArgoId == kept.NodeId).Name}"));
        Assert.All(State.Nodes.Where(node => node is { IsGated: true, IsFinished: false }), node => Assert.True(
            _wantsLocks.ContainsKey(node.Number) || _looksUp.ContainsKey(node.Number) || _holders.Contains(node.Number) || _wantsLocks.ContainsKey(-1), $"{node.Name} waits for nothing"));
        Assert.DoesNotContain(State.Nodes, node => node is { IsGated: true, Phase: NodePhase.Pending, Children.Count: > 0 });
        Assert.DoesNotContain(State.Nodes, node => node.IsFinished && _holders.Contains(node.Number));
    }

    private void NoteAnswer(RunEvent e)
    {
        switch (e)
        {
            case LocksGranted granted:
                _wantsLocks.Remove(granted.Node ?? -1);
                _holders.Add(granted.Node ?? -1);
                break;
            case LocksRefused refused: _wantsLocks.Remove(refused.Node ?? -1); break;
            case CacheLookedUp answered: _looksUp.Remove(answered.Node); break;
            case NodeFinished finished:
                _wantsLocks.Remove(finished.Node);
                _looksUp.Remove(finished.Node);
                break;
            case RunFinished: _wantsLocks.Remove(-1); break;
        }
    }

    private TWanted Find<TWanted>(IEnumerable<TWanted> all, Func<TWanted, int?> numberOf, string name)
    {
        Node? NodeOf(TWanted wanted) => numberOf(wanted) is { } number ? State.NodeAt(number) : null;
        var found = all.Where(wanted => NodeOf(wanted)?.Name is { } full ? full == name || full.EndsWith($".{name}", StringComparison.Ordinal) : name == "the run").ToList();
        return found.Count == 1 ? found[0] : throw new FormatException($"{found.Count} that wait are called '{name}'; there are: {string.Join(", ", all.Select(wanted => NodeOf(wanted)?.Name ?? "the run"))}");
    }

    private static string Text(AcquireLocks wanted) => $"{wanted.Node} {string.Join(' ', wanted.Locks)} {wanted.Priority}";

    private static string Text(LookUpCache wanted) => $"{wanted.Node} {wanted.Key}";

    private static string Text(MetricSample sample)
    {
        var labels = string.Join(',', sample.Labels.Select(label => $"{label.Key}={label.Value}"));
        var number = sample.Since is { } since ? $"since {since:HH:mm:ss}{(sample.Until is { } until ? $" until {until:HH:mm:ss}" : "")}" : sample.Value.ToString(CultureInfo.InvariantCulture);
        return $"{sample.Name}{{{labels}}} {sample.Kind} {(sample.Operation == "Set" ? "" : sample.Operation + " ")}{number}";
    }
}
