using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Tests.Runs;

/// <summary>A run without a service: its state, all events of its past, and the steps that were started.</summary>
internal sealed class RunHistory
{
    private readonly List<RunEvent> _events;
    private readonly HashSet<int> _started = [];
    private readonly Dictionary<int, StepStop> _stops = [];

    public RunHistory(RunSubmitted submitted)
    {
        _events = [submitted];
        State = RunState.Replay(_events);
    }

    public RunState State { get; private set; }

    public IReadOnlyList<RunEvent> Events => _events;

    public IEnumerable<Node> OpenLeaves => State.Nodes.Where(node => node.IsLeaf && !node.IsFinished);

    /// <param name="name">The node's name, or the end of it from a dot on: <c>stop(1:b)</c>.</param>
    public Node OpenLeaf(string name)
    {
        var found = OpenLeaves.Where(node => node.Name == name || node.Name.EndsWith($".{name}", StringComparison.Ordinal)).ToList();
        return found.Count == 1 ? found[0]
            : throw new FormatException($"{found.Count} open steps are called '{name}'; open are: {string.Join(", ", OpenLeaves.Select(node => node.Name))}");
    }

    /// <summary>The executor has ended a step that it was to stop.</summary>
    public NodeFinished Stopped(Node leaf, DateTimeOffset at) =>
        _stops.GetValueOrDefault(leaf.Number) is { } stop ? new NodeFinished(at, leaf.Number, stop.Phase, stop.Message, null) : throw new FormatException($"{leaf.Name} is not to be stopped");

    /// <summary>Decides, and holds the decision to what every decision must keep to.</summary>
    public void Decide(IReadOnlyList<RunEvent> incoming, DateTimeOffset now)
    {
        var decision = Decider.Decide(State, incoming, now);
        Assert.Equal(incoming, decision.Events.Take(incoming.Count));
        _events.AddRange(decision.Events);
        foreach (var start in decision.Effects.OfType<StartStep>()) Assert.True(_started.Add(start.Node.Number), "a step was started twice");
        foreach (var stop in decision.Effects.OfType<StopStep>()) Assert.True(_stops.TryAdd(stop.Node.Number, stop.Stop), "a step was stopped twice");
        Assert.All(OpenLeaves, leaf => Assert.True(_started.Contains(leaf.Number) || _stops.ContainsKey(leaf.Number), $"{leaf.Name} is open, and nobody carries it out"));
        // While the run is suspended, its end waits, too, as it does for daemons; and a run may err before it has a node.
        Assert.True(State.IsFinished == (State.Root?.IsFinished == true) || State.IsSuspended || State.Root is null || State.Nodes.Any(node => node.IsDaemoned));

        var again = Decider.Decide(State, [], now);
        Assert.Empty(again.Events);
        Assert.Empty(again.Effects);
    }

    /// <summary>The process dies, and another one takes the run up from its events: nothing new is decided, and all open steps are started, or stopped.</summary>
    public void Resume(DateTimeOffset now)
    {
        State = RunState.Replay(_events);
        var decision = Decider.Decide(State, [], now);
        Assert.Empty(decision.Events);
        Assert.Equal(OpenLeaves.Where(leaf => !_stops.ContainsKey(leaf.Number)), decision.Effects.OfType<StartStep>().Select(start => start.Node));
        Assert.Equal(OpenLeaves.Where(leaf => _stops.ContainsKey(leaf.Number)), decision.Effects.OfType<StopStep>().Select(stop => stop.Node));
    }
}
