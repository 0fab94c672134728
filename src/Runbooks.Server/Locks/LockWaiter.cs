using Runbooks.Engine.Runs;
using Runbooks.Server.Storage;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Locks;

/// <summary>A node of an active run, or the run itself, that is to have locks.</summary>
internal sealed class LockWaiter(ActiveRun run, AcquireLocks wanted) : IComparable<LockWaiter>
{
    private const int Idle = 0, Trying = 1, TryingAgain = 2;

    private readonly DateTimeOffset _submittedAt = run.State.SubmittedAt;
    private volatile bool _isDropped;
    private int _state;

    public ActiveRun Run => run;

    public AcquireLocks Wanted => wanted;

    public int Node => wanted.Node ?? LockTable.Run;

    public DateTimeOffset SubmittedAt => _submittedAt;

    /// <summary>The same for all that want the same.</summary>
    public string Group { get; } = string.Join(' ', wanted.Locks.Select(name => name.StoreKey));

    /// <summary>What its run was told last.</summary>
    public LockAnswer? Told { get; set; }

    /// <summary>Nobody waits for the answer any more.</summary>
    public bool IsOver => run.Abandoned.IsCancellationRequested || _isDropped;

    /// <summary>Its node has ended, or has what it wanted.</summary>
    public void Drop() => _isDropped = true;

    /// <returns>False: somebody tries already, and will once more.</returns>
    public bool Begin()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (Interlocked.CompareExchange(ref _state, state == Idle ? Trying : TryingAgain, state) == state) return state == Idle;
        }
    }

    /// <returns>True: it must be tried once more.</returns>
    public bool End() => Interlocked.Exchange(ref _state, Idle) == TryingAgain;

    /// <summary>As in the queue: by priority, then by age.</summary>
    public int CompareTo(LockWaiter? other)
    {
        if (other is null) return 1;
        var byPriority = other.Wanted.Priority.CompareTo(wanted.Priority);
        var byAge = byPriority != 0 ? byPriority : _submittedAt.CompareTo(other._submittedAt);
        var byRun = byAge != 0 ? byAge : string.CompareOrdinal(run.Id, other.Run.Id);
        return byRun != 0 ? byRun : Node.CompareTo(other.Node);
    }
}
