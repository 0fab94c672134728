using Runbooks.Actions;

namespace Runbooks.Providers.Aws.Steps;

/// <summary>What becomes of the output of a call that succeeded: it is held against <c>expect</c>, and shaped with <c>query</c>.</summary>
internal static class StepOutput
{
    public static ActionOutcome Shape(AwsStep step, ActionOutcome outcome, ActionContext context)
    {
        OutputSecrets.Mask(outcome.Result, context.Mask);
        return step.ChangesSomething ? OfChange(step, outcome with { Call = CallFate.Made }) : OfRead(step, outcome);
    }

    private static ActionOutcome OfRead(AwsStep step, ActionOutcome outcome) =>
        step.Expect?.Unmet(outcome.Result) is { } unmet
            ? ActionOutcome.Failed(unmet)
            : outcome with { Result = step.Query.Evaluate(outcome.Result) };

    /// <summary>What goes wrong from here on can't undo the call: the node says that it was made, and keeps its answer as it came.</summary>
    private static ActionOutcome OfChange(AwsStep step, ActionOutcome made)
    {
        try
        {
            return step.Expect?.Unmet(made.Result) is { } unmet
                ? made with { Status = ActionStatus.Failed, Message = $"AWS carried out {step.Operation}, but {unmet}; its answer is kept whole" }
                : made with { Result = step.Query.Evaluate(made.Result) };
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return made with { Status = ActionStatus.Error, Message = $"AWS carried out {step.Operation}, but {e.Message}; its answer is kept whole" };
        }
    }
}
