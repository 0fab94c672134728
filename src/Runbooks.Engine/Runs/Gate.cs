using Runbooks.Engine.Compilation;
using Runbooks.Engine.Runs.Locks;
using Runbooks.Engine.Runs.Memoization;

namespace Runbooks.Engine.Runs;

/// <summary>
/// What a node has to pass before it is carried out: it must hold its template's locks, and its outputs may be known from an earlier run.
/// Part of the fold. Only nodes whose templates ask for it have one.
/// </summary>
internal sealed class Gate(bool needsLocks, bool needsLookUp, bool needsPlace)
{
    public Gate(CompiledTemplate template, Node node) : this(template.HasLocks, template.Memoizes, template.HasLocks && node.IsLeaf)
    {
    }

    public static Gate OfRun() => new(needsLocks: true, needsLookUp: false, needsPlace: false);

    public bool NeedsLocks => needsLocks;

    public bool HoldsLocks { get; private set; }

    /// <summary>The locks, as far as they have been asked for.</summary>
    public IReadOnlyList<LockName> Locks { get; private set; } = [];

    /// <summary>The lock that is held by others.</summary>
    public LockName? WaitingFor { get; private set; }

    /// <summary>Why it can never have its locks.</summary>
    public string? Refusal { get; set; }

    /// <summary>What the cache said.</summary>
    public CacheAnswer? Cached { get; set; }

    public DateTimeOffset? GrantedAt { get; private set; }

    /// <summary>A leaf that waits for a lock takes none of the places that the workflow's <c>parallelism</c> gives; with its locks, it gets one in turn.</summary>
    public bool HasPlace { get; set; } = !needsPlace;

    public bool WaitsForLocks => needsLocks && !HoldsLocks;

    public bool IsOpen => !WaitsForLocks && HasPlace && (!needsLookUp || Cached is not null);

    /// <summary>It has been asked for. Not part of the fold.</summary>
    public bool IsAsked { get; set; }

    /// <summary>A daemon that does its work has let others have its locks.</summary>
    public void LetGo() => Locks = [];

    public void Wait(LocksAwaited awaited) => (Locks, WaitingFor) = (awaited.Locks, awaited.Lock);

    public void Grant(LocksGranted granted) => (HoldsLocks, Locks, WaitingFor, GrantedAt, IsAsked) = (true, granted.Locks, null, granted.At, false);
}
