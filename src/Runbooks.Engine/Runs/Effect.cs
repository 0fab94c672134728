using Runbooks.Engine.Metering;
using Runbooks.Engine.Runs.Locks;
using Runbooks.Engine.Runs.Memoization;
using Runbooks.Engine.Steps;

namespace Runbooks.Engine.Runs;

/// <summary>
/// Something to be done in the world outside. Carried out only after the decision's events are stored. It carries numbers and values, nothing of
/// the run's state: whoever carries it out may be on another thread than the one that has the run.
/// </summary>
public abstract record Effect;

/// <summary>Carry out a leaf step. Its end comes back as <see cref="NodeFinished"/>.</summary>
public sealed record StartStep(int Node) : Effect;

/// <summary>
/// End a leaf step that is under way, here or left by a process that is gone: its Pod is deleted, its process killed, its call given up.
/// Its end comes back as <see cref="NodeFinished"/>, in the phase and with the message given.
/// </summary>
public sealed record StopStep(int Node, StepStop Stop) : Effect;

/// <summary>
/// Get all these locks at once, or wait for them. Comes back as <see cref="LocksGranted"/>, before it maybe as <see cref="LocksAwaited"/>, or as
/// <see cref="LocksRefused"/>. Whoever holds them already is granted them again.
/// </summary>
/// <param name="Node">Null for the run.</param>
public sealed record AcquireLocks(int? Node, IReadOnlyList<LockName> Locks, int Priority) : Effect;

/// <summary>Ask the cache for the outputs of a memoized node. Comes back as <see cref="CacheLookedUp"/>.</summary>
public sealed record LookUpCache(int Node, CacheKey Key) : Effect;

/// <summary>Take these numbers into the custom metrics.</summary>
public sealed record EmitMetrics(IReadOnlyList<MetricSample> Samples) : Effect;

/// <summary>Keep the outputs of a memoized node that has succeeded.</summary>
/// <param name="NodeId">The node's id in Argo's form.</param>
public sealed record SaveToCache(string NodeId, CacheKey Key, StepOutputs Outputs) : Effect;

/// <summary>Make what the run needs in the cluster. Comes back as <see cref="RunPrepared"/>.</summary>
public sealed record PrepareRun : Effect;

/// <summary>Take away what the run does not leave behind in the cluster. Comes back as <see cref="RunCleared"/>.</summary>
/// <param name="Pods">The names of the Pods to be deleted.</param>
public sealed record ClearRun(bool Succeeded, IReadOnlyList<string> Pods) : Effect;

/// <summary>Delete the Pod of a step that is over. Nothing comes back: what is left at the end is deleted then.</summary>
public sealed record RemovePod(string Pod) : Effect;
