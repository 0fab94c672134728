namespace Runbooks.Engine.Runs;

/// <summary>What the run as a whole has in the cluster, from before its first step until after its last.</summary>
public sealed partial class RunState
{
    /// <summary>It has volume claims or a disruption budget, and they have been made; or it has none.</summary>
    internal bool IsPrepared { get; private set; }

    /// <summary>Why they can't be made, or null.</summary>
    internal string? PreparationProblem { get; private set; }

    /// <summary>What was to go at its end is gone; or nothing was.</summary>
    internal bool IsCleared { get; private set; }

    /// <summary>The decider has seen to it. Not part of the fold.</summary>
    internal bool IsBeingPrepared { get; set; }

    /// <inheritdoc cref="IsBeingPrepared"/>
    internal bool IsBeingCleared { get; set; }

    private void Take(RunPrepared prepared) => (IsPrepared, PreparationProblem) = (prepared.Problem is null, prepared.Problem);

    private void Take(RunCleared _)
    {
        IsCleared = true;
        if (Root is { IsFinished: true }) Touch(Root);
    }
}
