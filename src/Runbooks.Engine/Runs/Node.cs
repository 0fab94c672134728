using System.Globalization;
using Runbooks.Actions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs.Locks;
using Runbooks.Engine.Runs.Memoization;
using Runbooks.Engine.Status;
using Runbooks.Engine.Steps;

namespace Runbooks.Engine.Runs;

/// <summary>One box of a run's tree, as the events so far have made it. Only <see cref="RunState"/> changes it.</summary>
public sealed class Node
{
    private readonly NodeId _id;
    private long _startedAt;
    private long _finishedAt;
    private long _announcedAt;
    private List<Node>? _children;

    internal Node(NodeStarted started, Node? parent, NodeId id)
    {
        Number = started.Node;
        Name = started.Name;
        _id = id;
        Type = started.Type;
        Phase = started.Phase;
        Parent = parent;
        var isAttempt = parent is { Type: NodeType.Retry };
        TemplateKey = started.Template ?? (isAttempt ? parent!.TemplateKey : null);
        StepIndex = started.Step ?? -1;
        Inputs = started.Inputs ?? (isAttempt ? parent!.Inputs : null);
        Artifacts = started.Artifacts ?? (isAttempt ? parent!.Artifacts : null);
        DisplayName = started.DisplayName;
        Message = started.Message;
        Item = started.Item;
        _startedAt = started.At.UtcTicks;
        Hook = started.Hook;
        IsInExitHandler = Hook == LifecycleHook.Exit || parent is { IsInExitHandler: true };
        Attempt = isAttempt ? parent!.Children.Count : -1;
        Level = (Boundary?.Level ?? 0) + 1;
        if (IsFinished) FinishedAt = started.At;
    }

    /// <summary>0, 1, 2, … in the order in which nodes came to be: unique in the run.</summary>
    public int Number { get; }

    /// <summary>Argo's node name.</summary>
    public string Name { get; }

    /// <summary>Argo's node id, made unique where Argo's own 32-bit hash is not.</summary>
    public string ArgoId => _id.ToString();

    public NodeType Type { get; }
    public NodePhase Phase { get; internal set; }

    /// <summary>Which template it carries out, as <see cref="Compilation.TemplateKey"/> has it; null for a step group and what never started.</summary>
    public string? TemplateKey { get; }

    public string? Message { get; internal set; }
    public IReadOnlyDictionary<string, string>? Inputs { get; private set; }

    /// <summary>How it is shown, if its template says so; see <see cref="Status.DisplayName"/>.</summary>
    internal string? DisplayName { get; }

    /// <summary>Contents of the input artifacts that were given, by name.</summary>
    public IReadOnlyDictionary<string, string>? Artifacts { get; }

    /// <summary>For an inline template in a loop that reads it: its item, as JSON.</summary>
    internal string? Item { get; }

    public StepOutputs? Outputs { get; internal set; }
    public string? HostNodeName { get; internal set; }

    /// <summary>Where its native calls went: <c>123456789012/eu-west-1</c>; null for none.</summary>
    public string? Place { get; internal set; }

    /// <summary>What is known of its call that changes something; null if it made none.</summary>
    public CallFate? Call { get; internal set; }

    /// <summary>Its executor knows that its failure may pass by itself.</summary>
    public bool IsTransient { get; internal set; }

    /// <summary>How far a leaf is, as it says itself, or its template's annotation; 0 of 0 if nobody says.</summary>
    public Progress Count { get; private set; }

    /// <summary>What its Pod has taken; null without a Pod, and before its end.</summary>
    public ResourcesDuration? ResourcesDuration { get; internal set; }

    public DateTimeOffset StartedAt => new(_startedAt, TimeSpan.Zero);

    public DateTimeOffset? FinishedAt
    {
        get => Time(_finishedAt);
        internal set => _finishedAt = value?.UtcTicks ?? 0;
    }

    /// <summary>When its mutating call was announced; null if none was.</summary>
    public DateTimeOffset? AnnouncedAt
    {
        get => Time(_announcedAt);
        internal set => _announcedAt = value?.UtcTicks ?? 0;
    }

    /// <summary>The node that it hangs under: a step's is its step group, a group's its steps node; a task's is its dag, or its task group if it loops; an attempt's is the node that is retried; a hook's is the node that it belongs to. Null for the root.</summary>
    public Node? Parent { get; }

    public IReadOnlyList<Node> Children => ChildList;

    // Nearly all nodes are leaves.
    internal List<Node> ChildList => _children ?? NoChildren;

    /// <summary>The steps or dag node that owns this one (Argo's <c>boundaryID</c>), or null for the root.</summary>
    public Node? Boundary => Hook is null && Parent is null or { Type: NodeType.Steps or NodeType.DAG } ? Parent : Parent!.Boundary;

    public bool IsFinished => Phase is not (NodePhase.Pending or NodePhase.Running);

    public bool FailedOrErrored => Phase is NodePhase.Failed or NodePhase.Error;

    /// <summary>It is carried out by a step executor.</summary>
    public bool IsLeaf => Type is NodeType.Pod or NodeType.Plugin or NodeType.HTTP;

    /// <summary>For a step: which member of its group it belongs to. For a group: which of the template's groups it is. For a task: which of its dag's. Else -1.</summary>
    internal int StepIndex { get; }

    /// <summary>For an attempt of a retried node: the how manieth it is, from 0. Else -1.</summary>
    internal int Attempt { get; }

    /// <summary>How many children are not finished yet.</summary>
    internal int OpenChildren { get; set; }

    /// <summary>How many templates were called to get here, its own included.</summary>
    internal int Level { get; }

    /// <summary>For a steps or dag node: how many of the nodes that it has called are under way. Retried nodes don't count, their attempts do.</summary>
    internal int ActiveChildren { get; set; }

    /// <summary>For a steps or dag node: what can't start before others have ended, with the node that it will hang under. Not part of the fold.</summary>
    internal Queue<(NodeStart Start, Node Parent)>? Held { get; set; }

    /// <summary>How many children are held back. Not part of the fold.</summary>
    internal int HeldChildren { get; set; }

    /// <summary>For a leaf that is to be ended while it is under way: how. Else null.</summary>
    internal StepStop? Stop { get; set; }

    /// <summary>Its executor has been told to end it. Not part of the fold.</summary>
    internal bool IsStopCarriedOut { get; set; }

    /// <summary>It is an exit handler, or part of one: it begins and goes on though the run is stopped or its deadline is over.</summary>
    internal bool IsInExitHandler { get; }

    /// <summary>For a hook: its name, <c>exit</c> for an exit handler; its parent is the node that it belongs to. Else null.</summary>
    public string? Hook { get; }

    /// <summary>For a steps or dag node: something that it called has failed, be it only an attempt.</summary>
    internal bool HasFailedChild { get; set; }

    /// <summary>It is ready and goes on while what comes after it is carried out (Argo's <c>daemoned</c>).</summary>
    public bool IsDaemoned => Daemon is { HasLetGo: true } && !IsFinished;

    /// <summary>The address of a daemon's Pod; null for any other node.</summary>
    public string? PodIP => Daemon?.PodIP;

    /// <summary>Of a containerSet: how its containers are; null for any other node.</summary>
    public IReadOnlyList<ContainerState>? Containers { get; internal set; }

    internal NodeDaemon? Daemon { get; private set; }

    internal NodeDaemon MakeDaemon() => Daemon ??= new NodeDaemon();

    /// <summary>The decider has seen to it that its children come to be; for a leaf: that it is carried out. Not part of the fold.</summary>
    internal bool IsExpanded { get; set; }

    /// <summary>It takes a place of those that <c>parallelism</c> gives.</summary>
    internal bool TakesPlace => IsLeaf || Type is NodeType.Steps or NodeType.DAG;

    /// <summary>For a node that has ended: how long it took, as variables say it.</summary>
    internal string Seconds => (FinishedAt!.Value.ToUnixTimeSeconds() - StartedAt.ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture);

    /// <summary>What it has to pass before it is carried out; null for nothing.</summary>
    internal Gate? Gate { get; set; }

    /// <summary>The locks that it holds, or waits for.</summary>
    public IReadOnlyList<LockName> Locks => Gate?.Locks ?? [];

    /// <summary>The lock for which it waits before it is carried out, or null.</summary>
    public LockName? WaitingFor => Gate?.WaitingFor;

    /// <summary>It has not been carried out yet: it waits for locks, or for what a cache says.</summary>
    public bool IsGated => Gate is { IsOpen: false };

    /// <summary>For a memoized node, what the cache had for it.</summary>
    public CacheAnswer? Cached => Gate?.Cached;

    /// <summary>From when on it may be carried out: bounds on waiting count from here.</summary>
    public DateTimeOffset ReadyAt => Gate?.GrantedAt ?? StartedAt;

    /// <summary>It waits in the run's queue to be looked at.</summary>
    internal bool IsTouched { get; set; }

    /// <summary>For a dag: how far its tasks are.</summary>
    internal DagState? Dag { get; set; }

    /// <summary>For a finished step group: what its members gave, by member, gathered when first asked for.</summary>
    internal Dictionary<int, StepResult>? Results { get; set; }

    /// <summary>Its lifecycle hooks; null if it may have none.</summary>
    internal NodeHooks? Hooks { get; set; }

    /// <summary>The nodes of its lifecycle hooks, in the order in which they came. They are none of its children.</summary>
    public IReadOnlyList<Node> HookNodes => Hooks?.Nodes ?? NoChildren;

    /// <param name="count"><c>3/10</c>; what is no such thing is passed over, as in Argo.</param>
    internal void TakeCount(string? count)
    {
        if (count is not null && Progress.TryParse(count, out var progress)) Count = progress;
    }

    internal void AddChild(Node child)
    {
        (_children ??= []).Add(child);
        OpenChildren++;
    }

    internal NodeId Id => _id;

    internal void RemoveChildren(HashSet<Node> removed) => _children?.RemoveAll(removed.Contains);

    /// <summary>It runs again, as if it had just begun but for the children that it has; they are counted anew.</summary>
    internal void Reopen(DateTimeOffset at)
    {
        (Phase, Message, FinishedAt, _startedAt) = (NodePhase.Running, null, null, at.UtcTicks);
        (OpenChildren, ActiveChildren, HeldChildren, HasFailedChild, IsExpanded) = (0, 0, 0, false, false);
        (Held, Results, Stop) = (null, null, null);
    }

    internal void ChangeInputs(IReadOnlyDictionary<string, string> inputs)
    {
        Inputs = inputs;
        foreach (var child in ChildList)
            if (child.Attempt >= 0) child.Inputs = inputs;
    }

    private static readonly List<Node> NoChildren = [];

    private static DateTimeOffset? Time(long ticks) => ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}
