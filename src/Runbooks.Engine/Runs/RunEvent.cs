using System.Text.Json.Serialization;
using Runbooks.Actions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Compilation;
using Runbooks.Engine.Runs.Locks;
using Runbooks.Engine.Runs.Memoization;
using Runbooks.Engine.Runs.Requests;
using Runbooks.Engine.Steps;
using Runbooks.Engine.Submission;

namespace Runbooks.Engine.Runs;

/// <summary>
/// One fact of a run's history. A run's state is the fold of its events, in order. Events are stored for good: a field may be
/// added with a default, never renamed or given another meaning.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(RunSubmitted), "run-submitted")]
[JsonDerivedType(typeof(RunStarted), "run-started")]
[JsonDerivedType(typeof(RunPrepared), "run-prepared")]
[JsonDerivedType(typeof(RunCleared), "run-cleared")]
[JsonDerivedType(typeof(NodeStarted), "node-started")]
[JsonDerivedType(typeof(NodeProgressed), "node-progressed")]
[JsonDerivedType(typeof(ContainersChanged), "containers-changed")]
[JsonDerivedType(typeof(CallAnnounced), "call-announced")]
[JsonDerivedType(typeof(LocksAwaited), "locks-awaited")]
[JsonDerivedType(typeof(LocksGranted), "locks-granted")]
[JsonDerivedType(typeof(LocksRefused), "locks-refused")]
[JsonDerivedType(typeof(CacheLookedUp), "cache-looked-up")]
[JsonDerivedType(typeof(StepStopping), "step-stopping")]
[JsonDerivedType(typeof(NodeDaemoned), "node-daemoned")]
[JsonDerivedType(typeof(NodeFinished), "node-finished")]
[JsonDerivedType(typeof(MetricsFailed), "metrics-failed")]
[JsonDerivedType(typeof(ShutdownRequested), "shutdown-requested")]
[JsonDerivedType(typeof(RunFinished), "run-finished")]
[JsonDerivedType(typeof(StopRequest), "stop-requested")]
[JsonDerivedType(typeof(SuspendRequest), "suspend-requested")]
[JsonDerivedType(typeof(ResumeRequest), "resume-requested")]
[JsonDerivedType(typeof(NodeSetRequest), "node-set-requested")]
[JsonDerivedType(typeof(RetryRequest), "retry-requested")]
[JsonDerivedType(typeof(RunRetried), "run-retried")]
[JsonDerivedType(typeof(NodeInputsChanged), "node-inputs-changed")]
[JsonDerivedType(typeof(RequestAnswered), "request-answered")]
[JsonDerivedType(typeof(SuspensionChanged), "suspension-changed")]
[JsonDerivedType(typeof(OutputsSupplied), "outputs-supplied")]
public abstract record RunEvent(DateTimeOffset At);

/// <summary>Someone asked for the run. Always the first event.</summary>
/// <param name="Workflow">The document as it was then, with the arguments given at submission in it.</param>
public sealed record RunSubmitted(DateTimeOffset At, RunIdentity Run, Workflow Workflow) : RunEvent(At)
{
    /// <summary>What the run needs of other documents, as they were then; null if it needs nothing.</summary>
    public StoredTemplates? Stored { get; init; }

    /// <summary>What templates take from ConfigMaps, as it was then, by <see cref="ConfigMapKey"/>; null if they take nothing.</summary>
    public IReadOnlyDictionary<string, ConfigMapValue>? ConfigMaps { get; init; }

    /// <summary>What succeeded in the run that this one was made of, by the nodes' names without the run's; null if it was made of a document, or all is to be done again.</summary>
    public IReadOnlyDictionary<string, MemoizedStep>? Memoized { get; init; }
}

/// <summary>A worker took the run up for the first time.</summary>
public sealed record RunStarted(DateTimeOffset At) : RunEvent(At);

/// <summary>What the run needs in the cluster has been made, or can't be.</summary>
/// <param name="Problem">Why not; null if all is there.</param>
public sealed record RunPrepared(DateTimeOffset At, string? Problem) : RunEvent(At);

/// <summary>What the run was not to leave behind in the cluster has been taken away, as far as it can be.</summary>
/// <param name="Problem">What is still there, and why; null if nothing is.</param>
public sealed record RunCleared(DateTimeOffset At, string? Problem) : RunEvent(At);

/// <summary>A node came to be; for a leaf step: it is about to be carried out.</summary>
/// <param name="Node">Its number in the run: 0, 1, 2, … in the order of these events.</param>
/// <param name="Parent">The node that it hangs under, or null for the root.</param>
public sealed record NodeStarted(DateTimeOffset At, int Node, int? Parent, string Name, NodeType Type, NodePhase Phase) : RunEvent(At)
{
    /// <summary>The template it carries out, by its <see cref="TemplateKey"/>; null for a step group, and for an attempt, which has the template and inputs of the node that is retried.</summary>
    public string? Template { get; init; }

    /// <summary>For a step: which member of its group it belongs to. For a group: which of the template's groups it is. For a task: which of its dag's.</summary>
    public int? Step { get; init; }

    /// <summary>Input parameters by name.</summary>
    public IReadOnlyDictionary<string, string>? Inputs { get; init; }

    /// <summary>Contents of the input artifacts that were given, by name.</summary>
    public IReadOnlyDictionary<string, string>? Artifacts { get; init; }

    /// <summary>How it is shown, if its template says so.</summary>
    public string? DisplayName { get; init; }

    public string? Message { get; init; }

    /// <summary>For a hook: its name, <c>exit</c> for an exit handler. Its parent is the node that it belongs to.</summary>
    public string? Hook { get; init; }

    /// <summary>For an inline template in a loop that reads it: its item, as JSON.</summary>
    public string? Item { get; init; }
}

/// <summary>A leaf step waits or runs.</summary>
public sealed record NodeProgressed(DateTimeOffset At, int Node, NodePhase Phase, string? Message, string? HostNodeName) : RunEvent(At)
{
    /// <summary>How far it is, as it says itself: <c>3/10</c>. Null for nothing new.</summary>
    public string? Count { get; init; }

    /// <summary>Where its native calls go: <c>123456789012/eu-west-1</c>. Null for nothing new.</summary>
    public string? Place { get; init; }
}

/// <summary>A leaf step is about to make a mutating call: after a crash nobody knows whether it was made.</summary>
public sealed record CallAnnounced(DateTimeOffset At, int Node) : RunEvent(At);

/// <summary>A leaf step that may be under way is to be ended; it then is in this phase, with this message.</summary>
public sealed record StepStopping(DateTimeOffset At, int Node, NodePhase Phase, string? Message) : RunEvent(At);

/// <summary>The run is being ended before its time.</summary>
public sealed record ShutdownRequested(DateTimeOffset At, ShutdownStrategy Strategy) : RunEvent(At);

/// <summary>How the containers of a containerSet are, all of them.</summary>
public sealed record ContainersChanged(DateTimeOffset At, int Node, IReadOnlyList<ContainerState> Containers) : RunEvent(At);

/// <summary>A daemon is ready: it goes on, and what comes after it may begin. Comes again if it is taken up by another process.</summary>
public sealed record NodeDaemoned(DateTimeOffset At, int Node, string PodIP, string? HostNodeName) : RunEvent(At);

/// <summary>A node that is to be carried out, or the run, has to wait for locks that others hold.</summary>
/// <param name="Node">Null for the run.</param>
/// <param name="Locks">All that it needs.</param>
/// <param name="Lock">The first of them that it can't have now.</param>
/// <param name="Message">Argo's: <c>Waiting for default/Mutex/deploy lock. Lock status: 0/1</c>.</param>
public sealed record LocksAwaited(DateTimeOffset At, int? Node, IReadOnlyList<LockName> Locks, LockName Lock, string Message) : RunEvent(At);

/// <summary>A node, or the run, holds all the locks that it needs, until it is finished.</summary>
public sealed record LocksGranted(DateTimeOffset At, int? Node, IReadOnlyList<LockName> Locks) : RunEvent(At);

/// <summary>It can't have its locks: there is no such semaphore.</summary>
public sealed record LocksRefused(DateTimeOffset At, int? Node, string Message) : RunEvent(At);

/// <summary>The cache of a memoized template has been asked for a node's outputs.</summary>
/// <param name="Complaint">Why it can't say; null if it could.</param>
public sealed record CacheLookedUp(DateTimeOffset At, int Node, CacheAnswer Answer, string? Complaint) : RunEvent(At);

/// <summary>A node reached its last phase.</summary>
public sealed record NodeFinished(DateTimeOffset At, int Node, NodePhase Phase, string? Message, StepOutputs? Outputs) : RunEvent(At)
{
    public string? HostNodeName { get; init; }

    /// <summary>What its Pod has taken; null without a Pod.</summary>
    public ResourcesDuration? ResourcesDuration { get; init; }

    /// <summary>How far it got, as it said itself; null for nothing new.</summary>
    public string? Count { get; init; }

    /// <summary>What is known of its call that changes something; null if it made none.</summary>
    public CallFate? Call { get; init; }

    /// <summary>True if its executor knows that the failure may pass by itself, else null.</summary>
    public bool? IsTransient { get; init; }

    /// <summary>Where its native calls went: <c>123456789012/eu-west-1</c>. Null for nothing new.</summary>
    public string? Place { get; init; }
}

/// <summary>A custom metric could not be measured; the run goes on all the same.</summary>
public sealed record MetricsFailed(DateTimeOffset At, string Message) : RunEvent(At);

/// <summary>The last event, but for what someone asks of the run later.</summary>
public sealed record RunFinished(DateTimeOffset At, RunPhase Phase, string? Message) : RunEvent(At);
