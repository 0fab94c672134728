using Runbooks.Actions;

namespace Runbooks.Engine.Steps;

/// <summary>What a running step tells the engine. Safe to call from any thread.</summary>
public interface IStepJournal
{
    /// <summary>The step waits (Pending) or goes on (Running), with a short reason or progress line. Cheap; may be thinned out.</summary>
    void Report(StepProgress progress);

    /// <summary>Where the step's log goes, in order, as it comes; closed by the executor. Masked and bounded by the receiver.</summary>
    Stream OpenLog();

    /// <summary>Stores, durably, that a mutating call is about to be made. See <see cref="Intent"/>.</summary>
    Task<Intent> AnnounceAsync(CancellationToken cancellation);

    /// <summary>Hides a value wherever this run is shown, logged or stored from now on.</summary>
    void Mask(string secret);
}
