using Runbooks.Engine.Compilation;
using Runbooks.Engine.Runs.Locks;
using Runbooks.Engine.Runs.Memoization;
using Runbooks.Engine.Steps;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>A decision while it is being made: each new event changes the state at once, for the next thought to see.</summary>
internal sealed class DecisionInProgress(RunState run, DateTimeOffset now)
{
    private readonly List<RunEvent> _events = [];
    private readonly List<Effect> _effects = [];
    private readonly List<int> _letGo = [];

    public RunState Run => run;
    public DateTimeOffset Now => now;

    public void Record(RunEvent e)
    {
        _events.Add(e);
        run.Apply(e);
        if (e is NodeFinished { Node: var finished }) Close(run.NodeAt(finished));
        else if (e is LocksGranted { Node: { } granted } && run.NodeAt(granted).IsFinished) _letGo.Add(granted);
    }

    public Node Start(NodeStart start, Node? parent)
    {
        if (start.Type is NodeType.Pod or NodeType.Plugin or NodeType.HTTP && run.MemoizedAs(start.Name) is { } memoized) start = start.Memoized(memoized.NodeId);
        Record(new NodeStarted(now, run.NextNumber, parent?.Number, start.Name, start.Type, start.Phase)
        {
            Template = start.Template,
            Step = start.Step,
            Inputs = start.Inputs,
            Message = start.Message,
            Hook = start.Hook,
            Item = start.Item,
            Artifacts = start.Artifacts,
        });
        return run.Nodes[^1];
    }

    public void Finish(Node node, NodePhase phase, string? message = null, StepOutputs? outputs = null)
    {
        Record(new NodeFinished(now, node.Number, phase, message, outputs));
        Daemons.EndAllOf(node, this);
    }

    public void CarryOut(Node node) => _effects.Add(new StartStep(node));

    /// <param name="node">Null for the run.</param>
    public void Acquire(Node? node, Gate gate, IReadOnlyList<LockName> locks)
    {
        gate.IsAsked = true;
        _effects.Add(new AcquireLocks(node, locks, run.Runbook.Workflow.Spec.Priority ?? 0));
    }

    public void LookUp(Node node, Gate gate, CacheKey key)
    {
        gate.IsAsked = true;
        _effects.Add(new LookUpCache(node, key));
    }

    /// <summary>
    /// Ends a node that is under way, in this phase and with this message: a leaf step when its executor has let go of it, any other at
    /// once. The first stop of a leaf counts. What is below the node is not touched.
    /// </summary>
    public void Stop(Node node, NodePhase phase, string? message)
    {
        if (!node.IsLeaf || node.Gate is { IsOpen: false }) Finish(node, phase, message);
        else if (node.Stop is null) Record(new StepStopping(now, node.Number, phase, message));
    }

    public void Prepare()
    {
        run.IsBeingPrepared = true;
        _effects.Add(new PrepareRun());
    }

    public void Clear(bool succeeded, IReadOnlyList<string> pods)
    {
        run.IsBeingCleared = true;
        _effects.Add(new ClearRun(succeeded, pods));
    }

    public void RemovePod(Node node, string pod) => _effects.Add(new RemovePod(node, pod));

    /// <summary>Has a leaf's executor end it; again, if need be, after a crash.</summary>
    public void CarryOutStop(Node leaf) => _effects.Add(new StopStep(leaf, leaf.Stop!));

    /// <summary>The template that a steps or dag node carries out.</summary>
    public CompiledTemplate TemplateOf(Node node) => run.Runbook.Find(node.TemplateKey!)!;

    /// <summary>What the steps of a steps node, or the tasks of a dag, can see.</summary>
    /// <param name="node">The steps or dag node.</param>
    /// <param name="purpose">What is read for: each has random values of its own.</param>
    public Scope ScopeOf(Node node, string purpose = "") => new OccasionScope(NodeScope.OfCalls(run, node), now, purpose);

    /// <summary>Gives a node that goes on another message.</summary>
    public void Say(Node node, string? message)
    {
        if (node.Message != message) Record(new NodeProgressed(now, node.Number, node.Phase, message, null));
    }

    /// <summary>Looks at the node again when it is time.</summary>
    public void Sleep(Node node, DateTimeOffset until, string? message)
    {
        Say(node, message);
        run.Sleep(node, until);
    }

    public Decision Done() => new(_events, _effects, run.NextWake) { LetGo = _letGo };

    /// <summary>A node that has ended gives its locks back, and what it has given, if it is memoized, to the cache.</summary>
    private void Close(Node node)
    {
        if (node.Gate is not { } gate) return;
        if (gate.NeedsLocks) _letGo.Add(node.Number);
        if (node.Phase == NodePhase.Succeeded && gate.Cached is { Hit: false } cached)
            _effects.Add(new SaveToCache(node, new CacheKey(cached.Cache, cached.Key, null), node.Outputs ?? StepOutputs.None));
    }
}
