using Runbooks.Actions;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Workers;

/// <summary>Says of a step that was stopped what is known of it.</summary>
internal static class StoppedStep
{
    /// <param name="outcome">How it ended by itself all the same; null if it was cut off.</param>
    /// <param name="announcedAt">When a call that changes something was announced, or null.</param>
    public static StepOutcome Outcome(StepStop how, StepOutcome? outcome, DateTimeOffset? announcedAt) =>
        new(how.Phase, Message(how.Message, announcedAt is null ? LeftOver(outcome) : OfCall(outcome)), outcome?.Outputs ?? StepOutputs.None)
        {
            Call = outcome is null && announcedAt is not null ? CallFate.Unknown : outcome?.Call,
        };

    private static string OfCall(StepOutcome? outcome) => outcome switch
    {
        { Phase: NodePhase.Succeeded } => "its call had been made, and succeeded",
        { Call: CallFate.Unknown, Message: { } why } => why,
        { Message: { } why } => $"its call had been made: {why}",
        _ => "outcome unknown: its call may have been made",
    };

    private static string? LeftOver(StepOutcome? outcome) => outcome is { Phase: NodePhase.Error } ? outcome.Message : null;

    private static string? Message(string? message, string? ofCall) => ofCall is null ? message : message is null ? ofCall : $"{message}; {ofCall}";
}
