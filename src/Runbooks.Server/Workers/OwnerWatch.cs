using Runbooks.Server.Storage;

namespace Runbooks.Server.Workers;

/// <summary>
/// Frees the runs of workers that are at work no more. Of those that can't be seen from here, no clock says so, since it may have been set: one that
/// lives renews its leases, so they change; one whose leases have not changed for long is gone.
/// </summary>
internal sealed class OwnerWatch(RunStore store, TimeProvider time)
{
    /// <summary>Twice as long as a lease, and six times as long as from one renewal to the next.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    private Dictionary<string, (long LeasedUntil, long Since)> _seen = new(StringComparer.Ordinal);

    /// <summary>To be called now and then, by one at a time.</summary>
    public async Task ReleaseGoneAsync()
    {
        var now = time.GetTimestamp();
        _seen = store.Owners().ToDictionary(
            owner => owner.Key,
            owner => _seen.TryGetValue(owner.Key, out var before) && before.LeasedUntil == owner.Value ? before : (owner.Value, now), StringComparer.Ordinal);
        await store.ReleaseOwnersAsync(owner => WorkerIdentity.IsGone(owner) || IsSilent(owner));
    }

    private bool IsSilent(string owner) => owner != WorkerIdentity.Current && _seen.TryGetValue(owner, out var last) && time.GetElapsedTime(last.Since) > LongestSilence;
}
