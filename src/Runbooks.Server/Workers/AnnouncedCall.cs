using Runbooks.Actions;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Workers;

/// <summary>
/// The fate of a call that a step has announced, in this life of the process or in one before it: however the step failed, the call may have been
/// carried out, unless its executor knows better.
/// </summary>
internal static class AnnouncedCall
{
    private const string OutcomeUnknown = "outcome unknown";

    public static StepOutcome Settle(StepOutcome outcome, RunningStep step) => outcome switch
    {
        { Call: CallFate.Made or CallFate.Unknown } => outcome,
        { Phase: NodePhase.Succeeded } => outcome with { Call = null },
        _ when step.AnnouncedAt is null || (outcome.Call == CallFate.Repeatable && step.AnnouncedBefore is null) => outcome with { Call = null },
        _ => outcome with { Phase = NodePhase.Error, Call = CallFate.Unknown, Message = Message(outcome.Message) },
    };

    private static string Message(string? why)
    {
        if (why?.StartsWith(OutcomeUnknown, StringComparison.Ordinal) == true) return why;
        const string what = $"{OutcomeUnknown}: its call was announced, and may have been carried out; look before running it again";
        return why is null ? what : $"{what}: {why}";
    }
}
