using Runbooks.Engine.Compilation;
using Runbooks.Engine.Metering;
using Runbooks.Engine.Runs.Locks;
using Runbooks.Engine.Runs.Memoization;
using Runbooks.Engine.Steps;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>A decision while it is being made: each new event changes the state at once, for the next thought to see.</summary>
internal sealed class DecisionInProgress(RunState run, DateTimeOffset now, RunLimits limits)
{
    private readonly List<RunEvent> _events = [];
    private readonly List<Effect> _effects = [];
    private readonly List<int> _letGo = [];

    public RunState Run => run;
    public DateTimeOffset Now => now;
    public RunLimits Limits => limits;

    /// <summary>It may still grow: else it is stored, and gone on with at once.</summary>
    public bool HasRoom => _events.Count < limits.EventsOfADecision;

    public void Record(RunEvent e)
    {
        // A step may be reported finished twice.
        var closes = e is NodeFinished finished && !run.NodeAt(finished.Node).IsFinished ? run.NodeAt(finished.Node) : null;
        _events.Add(e);
        run.Apply(e);
        if (closes is not null) Close(closes);
        else if (e is RunStarted) Measure(run.Runbook.Metrics, run.Root, atStart: true);
        else if (e is RunFinished) Measure(run.Runbook.Metrics, run.Root, atStart: false);
        else if (e is NodeDaemoned { Node: var ready }) LetGoOf(run.NodeAt(ready));
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
            DisplayName = start.DisplayName,
            Artifacts = start.Artifacts,
        });
        var node = run.Nodes[^1];
        if (run.Runbook.MeasuresNodes) MeasureStart(node);
        return node;
    }

    public void Finish(Node node, NodePhase phase, string? message = null, StepOutputs? outputs = null)
    {
        Record(new NodeFinished(now, node.Number, phase, message, outputs));
        Daemons.EndAllOf(node, this);
    }

    public void CarryOut(Node node) => _effects.Add(new StartStep(node.Number));

    /// <param name="node">Null for the run.</param>
    public void Acquire(Node? node, Gate gate, IReadOnlyList<LockName> locks)
    {
        gate.IsAsked = true;
        _effects.Add(new AcquireLocks(node?.Number, locks, run.Runbook.Workflow.Spec.Priority ?? 0));
    }

    public void LookUp(Node node, Gate gate, CacheKey key)
    {
        gate.IsAsked = true;
        _effects.Add(new LookUpCache(node.Number, key));
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

    public void RemovePod(string pod) => _effects.Add(new RemovePod(pod));

    /// <summary>Has a leaf's executor end it; again, if need be, after a crash.</summary>
    public void CarryOutStop(Node leaf) => _effects.Add(new StopStep(leaf.Number, leaf.Stop!));

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

    public Decision Done() => new(_events, _effects, HasRoom || !run.HasTouched ? run.NextWake : now) { LetGo = _letGo };

    /// <summary>A node that has ended gives its locks back, and what it has given, if it is memoized, to the cache.</summary>
    private void Close(Node node)
    {
        if (run.Runbook.MeasuresNodes) MeasureEnd(node);
        if (node.Gate is not { } gate) return;
        if (gate.NeedsLocks) _letGo.Add(node.Number);
        if (node.Phase == NodePhase.Succeeded && gate.Cached is { Hit: false } cached)
            _effects.Add(new SaveToCache(node.ArgoId, new CacheKey(cached.Cache, cached.Key, null), node.Outputs ?? StepOutputs.None));
    }

    /// <summary>As in Argo, a daemon holds its locks until it has begun its work. An attempt counts for the node that is retried.</summary>
    private void LetGoOf(Node daemon)
    {
        var done = daemon.Parent is { Type: NodeType.Retry } retry ? retry : daemon;
        if (done.Gate is { NeedsLocks: true }) _letGo.Add(done.Number);
    }

    /// <summary>With the next attempt it is known that the one before was not the last: that is measured with the node that is retried.</summary>
    private void MeasureStart(Node node)
    {
        if (node.Attempt > 0) Measure(MetricsOf(node), node.Parent!.Children[node.Attempt - 1], atStart: false);
        if (node.Attempt < 0 && !node.IsFinished) Measure(MetricsOf(node), node, atStart: true);
    }

    /// <summary>As in Argo, what comes from the cache without having waited is not measured.</summary>
    private void MeasureEnd(Node node)
    {
        if (node.Attempt < 0 && node.Gate is not { NeedsLocks: false, Cached.Hit: true }) Measure(MetricsOf(node), node, atStart: false);
    }

    private CompiledMetrics? MetricsOf(Node node) => node.TemplateKey is null ? null : TemplateOf(node).Metrics;

    private void Measure(CompiledMetrics? metrics, Node? node, bool atStart)
    {
        if (metrics is null) return;
        var report = metrics.Measure(run, node, now, atStart);
        if (report.Samples.Count > 0) _effects.Add(new EmitMetrics(report.Samples));
        foreach (var problem in report.Problems.Where(problem => problem != run.MetricsError)) Note(new MetricsFailed(now, problem));
    }

    /// <summary>The end of a run stays its last event.</summary>
    private void Note(MetricsFailed failed)
    {
        _events.Insert(_events is [.., RunFinished] ? _events.Count - 1 : _events.Count, failed);
        run.Apply(failed);
    }
}
