namespace Runbooks.Engine.Steps;

/// <summary>Carries out the leaf templates of one or more types: containers as Pods or as local processes, plugins as cloud calls.</summary>
public interface IStepExecutor
{
    /// <summary>It ends a step itself when its <c>activeDeadlineSeconds</c> are over; else that is done for it.</summary>
    bool KeepsDeadline => false;

    /// <summary>
    /// Carries out one attempt of a step, or takes up the one an earlier process has started (<see cref="StepContext.Adopt"/>).
    /// The task ends when the step does, however long that takes; it holds no thread meanwhile. Failures come back as an
    /// outcome; only cancellation is thrown, and it leaves what runs outside (a Pod) running, to be adopted later.
    /// If <see cref="StepContext.Stop"/> is cancelled, too, the step is to be ended: what runs outside is made to go, within a bound, and
    /// then the task ends as it likes. This may be so from the start, if a process before this one has started the step and died.
    /// </summary>
    Task<StepOutcome> ExecuteAsync(StepContext step, CancellationToken cancellation);
}
