using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Steps;

/// <summary>
/// What a run as a whole has in the cluster: its volume claims, its disruption budget, and at its end the Pods that are to go. Every call may be
/// repeated, and is after a crash. Failures come back as a text; only cancellation is thrown.
/// </summary>
public interface IRunResources
{
    /// <summary>Makes what the run needs before its first step.</summary>
    /// <returns>Why it can't be made; null if all is there.</returns>
    Task<string?> PrepareAsync(RunIdentity run, WorkflowSpec spec, CancellationToken cancellation);

    /// <summary>Takes away what the run doesn't leave behind.</summary>
    /// <param name="succeeded">The run has.</param>
    /// <param name="pods">The names of the Pods to be deleted, as far as their labels allow.</param>
    /// <returns>What could not be taken away; null if all is gone.</returns>
    Task<string?> ClearAsync(RunIdentity run, WorkflowSpec spec, bool succeeded, IReadOnlyList<string> pods, CancellationToken cancellation);

    /// <summary>Deletes the Pod of a step that is over, if its labels allow it.</summary>
    Task RemovePodAsync(RunIdentity run, WorkflowSpec spec, string pod, CancellationToken cancellation);
}
