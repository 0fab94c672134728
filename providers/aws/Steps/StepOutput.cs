using System.Text;
using Runbooks.Actions;
using Runbooks.Secrets;
using Runbooks.Waiting;

namespace Runbooks.Providers.Aws.Steps;

/// <summary>What becomes of the output of a call that succeeded: it is held against <c>expect</c>, and shaped with <c>query</c>.</summary>
internal static class StepOutput
{
    public static async Task<ActionOutcome> ShapeAsync(AwsStep step, ActionOutcome outcome, ActionContext context, CancellationToken cancellation)
    {
        OutputSecrets.Mask(outcome.Result, context.Mask);
        if (step.ChangesSomething) outcome = outcome with { Call = CallFate.Made };
        if (await SaveAsync(step, outcome, context, cancellation) is { } unsaved)
            return outcome with { Status = ActionStatus.Error, Message = $"AWS carried out {step.Operation}, but {unsaved}" };
        return step.ChangesSomething ? OfChange(step, outcome) : OfRead(step, outcome);
    }

    /// <returns>Why something of the answer was not saved, and so is lost; null if all was.</returns>
    private static async Task<string?> SaveAsync(AwsStep step, ActionOutcome outcome, ActionContext context, CancellationToken cancellation)
    {
        foreach (var save in step.SaveSecrets)
            try
            {
                if (save.ValueIn(outcome.Result) is not { } value)
                    return $"its answer has no {save.Value.Text}: Secret {save.Secret} was not written";
                context.Mask(value);
                await context.Secrets.WriteAsync(context.Namespace, save.Secret, Encoding.UTF8.GetBytes(value), cancellation);
            }
            catch (Exception e) when (e is SecretUnavailableException or QueryException)
            {
                return $"{e.Message}. What it answered is shown nowhere and so is lost: undo the call, and make it again";
            }
        return null;
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
