namespace Runbooks.Server.Storage;

/// <summary>Whether the store takes what is written; says so once when that changes.</summary>
public sealed class StoreHealth
{
    private int _refuses;

    /// <summary>Told in words for the user; set by whoever can show them.</summary>
    public Action<string> Tell { get; set; } = _ => { };

    internal void Refuses(StoreException why)
    {
        if (Interlocked.Exchange(ref _refuses, 1) == 0) Tell($"The run store refuses what is written; nothing new starts until it takes it again: {why.Message}");
    }

    internal void Takes()
    {
        if (Interlocked.Exchange(ref _refuses, 0) == 1) Tell("The run store takes what is written again; the run goes on.");
    }
}
