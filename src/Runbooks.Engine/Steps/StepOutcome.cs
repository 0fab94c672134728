using Runbooks.Actions;
using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Steps;

/// <summary>How a leaf step ended.</summary>
/// <param name="Phase">Succeeded; Failed: the work said no (exit code, API error); Error: it could not be carried out.</param>
/// <param name="Message">One line for the node, or null.</param>
/// <param name="Outputs">What it gave. An output file that isn't there is simply not among the parameters.</param>
public sealed record StepOutcome(NodePhase Phase, string? Message, StepOutputs Outputs)
{
    /// <summary>What its Pod has taken; null without a Pod.</summary>
    public ResourcesDuration? ResourcesDuration { get; init; }

    /// <summary>How far it got, as it said itself: <c>3/10</c>; null if it said nothing.</summary>
    public string? Count { get; init; }

    /// <summary>What is known of a call of the step that changes something; null if it made none.</summary>
    public CallFate? Call { get; init; }

    /// <summary>It failed for a reason that may pass by itself: throttling, a lost connection, a fault inside the cloud.</summary>
    public bool IsTransient { get; init; }

    public static StepOutcome Error(string message) => new(NodePhase.Error, message, StepOutputs.None);

    public static StepOutcome Failed(string message) => new(NodePhase.Failed, message, StepOutputs.None);
}
