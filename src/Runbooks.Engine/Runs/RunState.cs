using Runbooks.Engine.Argo;
using Runbooks.Engine.Compilation;
using Runbooks.Engine.Runs.Locks;
using Runbooks.Engine.Steps;
using Runbooks.Engine.Submission;

namespace Runbooks.Engine.Runs;

/// <summary>A run as its events so far have made it: the fold. Not safe for use by two threads at once.</summary>
public sealed partial class RunState
{
    private readonly List<Node> _nodes = [];
    private readonly NodeIds _ids;
    private int _activeLeaves;

    private RunState(RunSubmitted submitted)
    {
        Run = submitted.Run;
        SubmittedAt = Now = submitted.At;
        Runbook = new CompiledRunbook(submitted.Workflow, submitted.Stored);
        _memoized = submitted.Memoized;
        ConfigMaps = submitted.ConfigMaps ?? new Dictionary<string, ConfigMapValue>();
        Metadata = Runbook.Workflow.Metadata;
        Global = new GlobalScope(this);
        Gate = Runbook.HasLocks ? Gate.OfRun() : null;
        FillMetadata();
        if (Enum.TryParse<ShutdownStrategy>(Runbook.Workflow.Spec.Shutdown, out var shutdown)) (Shutdown, _isShutdownNew) = (shutdown, true);
        _ids = new NodeIds(Run.Name);
        IsSuspended = Runbook.Workflow.Spec.Suspend == true;
    }

    public RunIdentity Run { get; }
    public CompiledRunbook Runbook { get; private set; }
    public RunPhase Phase { get; private set; } = RunPhase.Pending;
    public string? Message { get; private set; }
    public DateTimeOffset SubmittedAt { get; }
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }
    public bool IsFinished => FinishedAt is not null;
    public bool FailedOrErrored => Phase is RunPhase.Failed or RunPhase.Error;

    /// <summary>When the run is to be deleted (<c>ttlStrategy</c>); null while it goes on, and if it is kept.</summary>
    public DateTimeOffset? ExpiresAt => TimeToLive.ExpiryOf(this);

    /// <summary>How the run is being ended before its time, or null.</summary>
    public ShutdownStrategy? Shutdown { get; private set; }

    /// <summary>When the workflow's <c>activeDeadlineSeconds</c> are over; null before the start, and if it has none.</summary>
    public DateTimeOffset? Deadline { get; private set; }

    /// <summary>All nodes, in the order of their numbers; those that a retry has removed are not among them.</summary>
    public IReadOnlyList<Node> Nodes => _live ?? _nodes;

    public Node? Root => Nodes.Count > 0 ? Nodes[0] : null;

    /// <summary>Why a custom metric could not be measured, the last time: Argo's condition <c>MetricsError</c>. Null if all is well.</summary>
    public string? MetricsError { get; private set; }

    /// <summary>The locks that the run holds, or waits for with the message that it has: its own, not those of its nodes.</summary>
    public IReadOnlyList<LockName> Locks => Gate?.Locks ?? [];

    /// <summary>The lock for which the run waits before it begins, or null.</summary>
    public LockName? WaitingFor => Gate?.WaitingFor;

    internal Gate? Gate { get; private set; }

    /// <summary>The document's, with what <c>workflowMetadata</c> puts over it.</summary>
    public Metadata Metadata { get; internal set; }

    /// <summary>Why the run's labels and annotations can't be told, or null: it then errs at once.</summary>
    internal string? MetadataProblem { get; private set; }

    internal GlobalScope Global { get; private set; }

    /// <summary>What nodes have given to the whole run.</summary>
    internal GlobalOutputs GlobalOutputs { get; } = new();

    /// <summary>By <see cref="ConfigMapKey"/>.</summary>
    internal IReadOnlyDictionary<string, ConfigMapValue> ConfigMaps { get; }

    /// <summary>When the decision that is being made is made. Not part of the fold.</summary>
    internal DateTimeOffset Now { get; set; }

    /// <exception cref="ArgumentException">The first event isn't <see cref="RunSubmitted"/>.</exception>
    public static RunState Replay(IEnumerable<RunEvent> events)
    {
        RunState? run = null;
        foreach (var e in events)
        {
            if (run is not null) run.Apply(e);
            else run = new RunState(e as RunSubmitted ?? throw new ArgumentException("a run's first event is RunSubmitted", nameof(events)));
        }
        return run ?? throw new ArgumentException("a run has at least one event", nameof(events));
    }

    /// <summary>Takes one event in. An event that says nothing new (a step reported finished twice) changes nothing.</summary>
    public void Apply(RunEvent e)
    {
        switch (e)
        {
            case RunStarted started: Start(started); break;
            case RunPrepared prepared: Take(prepared); break;
            case RunCleared cleared: Take(cleared); break;
            case NodeStarted started: Add(started); break;
            case NodeProgressed progressed: Progress(progressed); break;
            case ContainersChanged changed: _nodes[changed.Node].Containers = changed.Containers; break;
            case CallAnnounced announced: _nodes[announced.Node].AnnouncedAt ??= announced.At; break;
            case LocksAwaited awaited: Wait(awaited); break;
            case LocksGranted granted: Grant(granted); break;
            case LocksRefused refused: Refuse(refused); break;
            case CacheLookedUp answered: Answer(answered); break;
            case MetricsFailed failed: MetricsError = failed.Message; break;
            case StepStopping stopping: Stop(stopping); break;
            case NodeDaemoned ready: LetGo(ready); break;
            case NodeFinished finished: Finish(finished); break;
            case ShutdownRequested shutdown: (Shutdown, _isShutdownNew) = (shutdown.Strategy, true); break;
            case RunFinished finished: (Phase, Message, FinishedAt) = (finished.Phase, finished.Message, finished.At); break;
            default: ApplyRequested(e); break;
        }
    }

    /// <summary>The step or task that a node carries out; null for the root and for step groups.</summary>
    internal CompiledStep? CallOf(Node node)
    {
        if (node.StepIndex < 0 || node.Type == NodeType.StepGroup || node.Boundary is not { } boundary) return null;
        var template = Runbook.Find(boundary.TemplateKey!)!;
        if (template.Dag is { } dag) return dag.Tasks[node.StepIndex].Call;
        var group = node.Parent!;
        while (group.Type != NodeType.StepGroup) group = group.Parent!;
        return template.Groups[group.StepIndex][node.StepIndex];
    }

    /// <summary>The number of the next node that comes to be.</summary>
    public int NextNumber => _nodes.Count;

    /// <summary>The node of a number, be it one that a retry has removed.</summary>
    public Node NodeAt(int number) => _nodes[number];

    /// <summary>Grows when there are other nodes that have failed or erred than before.</summary>
    internal int FailureVersion { get; private set; }

    private CompiledHooks? HooksOf(Node node) =>
        !Runbook.HasHooks || node.Hook is not null || node.Attempt >= 0 ? null
        : node.Parent is null ? Runbook.Hooks
        : CallOf(node)?.Hooks;

    private void FillMetadata()
    {
        if (Runbook.Workflow.Spec.WorkflowMetadata is not { } more) return;
        try { RunMetadata.Fill(this, more); }
        catch (StepInputException wrong) { MetadataProblem = wrong.Message; }
    }

    private void Start(RunStarted started)
    {
        (Phase, StartedAt, Message) = (RunPhase.Running, started.At, null);
        // As in Argo, from the full second on.
        if (Runbook.Workflow.Spec.ActiveDeadlineSeconds is { } seconds)
            Deadline = DateTimeOffset.FromUnixTimeSeconds(Math.Min(started.At.ToUnixTimeSeconds() + Math.Clamp(seconds, 0, int.MaxValue), DateTimeOffset.MaxValue.ToUnixTimeSeconds()));
    }

    private void Add(NodeStarted started)
    {
        var parent = started.Parent is { } number ? _nodes[number] : null;
        var node = new Node(started, parent, _ids.Next(started.Name, started.Node));
        _nodes.Add(node);
        if (!node.IsFinished && node.Attempt < 0) node.Gate = Runbook.GateOf(node);
        if (node.Type == NodeType.Pod) node.TakeCount(Runbook.Find(node.TemplateKey!)?.Template.Metadata?.Annotations?.GetValueOrDefault(Status.Progress.Annotation));
        _live?.Add(node);
        if (node.Hook is null)
        {
            parent?.AddChild(node);
            if (parent is not null) TakePlace(parent);
            parent?.Dag?.Started(node);
        }
        else parent!.Hooks!.Started(node);
        if (HooksOf(node) is { } hooks) node.Hooks = new NodeHooks(hooks) { WasRunning = node.Phase == NodePhase.Running };
        if (node.FailedOrErrored) FailureVersion++;
        if (!node.IsFinished) Count(node, +1);
        if (node.Type == NodeType.DAG) node.Dag = DagState.Of(this, node);
        if (node is { Type: NodeType.Skipped, TemplateKey: not null }) node.Outputs = MemoizedAs(started.Name)?.Outputs;
        if (node.Outputs is not null && Runbook.HasGlobalNames) GlobalOutputs.Take(this, node);
        if (!node.IsFinished) Touch(node);
        else if (node.Hook is null) Close(node);
    }

    private void Progress(NodeProgressed progressed)
    {
        var node = _nodes[progressed.Node];
        if (node.IsFinished) return;
        (node.Phase, node.Message) = (progressed.Phase, progressed.Message);
        node.HostNodeName = progressed.HostNodeName ?? node.HostNodeName;
        node.Place = progressed.Place ?? node.Place;
        node.TakeCount(progressed.Count);
        if (node.Hooks is not { WasRunning: false } hooks || node.Phase != NodePhase.Running) return;
        hooks.WasRunning = true;
        Touch(node);
    }

    private void Stop(StepStopping stopping)
    {
        var node = _nodes[stopping.Node];
        if (node.IsFinished || node.Stop is not null) return;
        node.Stop = new StepStop(stopping.Phase, stopping.Message);
        Touch(node);
    }

    private void Finish(NodeFinished finished)
    {
        var node = _nodes[finished.Node];
        if (node.IsFinished) return;
        var hasLetGo = node.IsDaemoned;
        (node.Phase, node.Message, node.Outputs, node.FinishedAt) = (finished.Phase, finished.Message, finished.Outputs, finished.At);
        node.HostNodeName = finished.HostNodeName ?? node.HostNodeName;
        (node.Place, node.Call, node.IsTransient) = (finished.Place ?? node.Place, finished.Call, finished.IsTransient == true);
        if (node.IsLeaf) NoteCall(node);
        HeldNodes -= node.Held?.Count ?? 0;
        node.ResourcesDuration = finished.ResourcesDuration;
        node.TakeCount(finished.Count);
        if (node.FailedOrErrored) FailureVersion++;
        if (Runbook.HasGlobalNames) GlobalOutputs.Take(this, node);
        if (hasLetGo) EndDaemon(node);
        else Close(node);
        Count(node, -1);
    }

    /// <summary>Keeps up how many are under way; when one ends, whoever is held back may have its place.</summary>
    private void Count(Node node, int change)
    {
        if (!node.TakesPlace) return;
        if (node is { IsLeaf: true, Gate: null or { HasPlace: true } }) _activeLeaves += change;
        if (change < 0) PlaceLocked();
        if (node.FailedOrErrored && node.Boundary is { } failing) failing.HasFailedChild = true;
        if (node.Boundary is { } boundary)
        {
            boundary.ActiveChildren += change;
            if (change < 0 && boundary.Held is { Count: > 0 }) Touch(boundary);
        }
    }

    private void Close(Node node)
    {
        if (node.Hook is not null)
        {
            node.Parent!.Hooks!.Finished();
            Touch(node.Parent);
        }
        // What it belongs to goes on when its hooks have ended, too.
        else if (node.Parent is null || node.Hooks is not null)
        {
            node.Parent?.Dag?.Ended(node);
            Touch(node);
        }
        else Leave(node);
    }

    /// <summary>The node and all its hooks are over.</summary>
    internal void Settle(Node node)
    {
        node.Hooks!.IsSettled = true;
        if (node.Parent is not null && node.Daemon is not { HasLetGo: true }) Leave(node);
    }

    /// <summary>What the node belongs to has one less to wait for.</summary>
    private void Leave(Node node)
    {
        node.Parent!.OpenChildren--;
        if (node.Parent.Dag is { } dag)
        {
            // What depends on it is found from the task: a look at the whole dag for each task would cost the square of their number.
            dag.Finished(node);
            Touch(node);
        }
        else if (node.Parent.OpenChildren == 0) Touch(node.Parent);
    }
}
