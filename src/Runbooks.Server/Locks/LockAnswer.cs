using Runbooks.Engine.Runs.Locks;

namespace Runbooks.Server.Locks;

/// <summary>What became of an attempt to get locks.</summary>
/// <param name="Lock">The first that can't be had; null if all are held now.</param>
/// <param name="Message">Why it can't, in Argo's words.</param>
/// <param name="IsFinal">It can never be had: there is no such semaphore.</param>
public sealed record LockAnswer(LockName? Lock, string? Message, bool IsFinal = false)
{
    public static LockAnswer Granted { get; } = new(null, null);

    public bool IsGranted => Lock is null;
}
