using System.Text;
using Runbooks.Actions;

namespace Runbooks.Providers.Aws.Steps;

/// <summary>What becomes of the output of a call that succeeded: it is held against <c>expect</c>, and shaped with <c>query</c>.</summary>
internal static class StepOutput
{
    /// <summary>For all that is saved of an answer; a cluster that is away is asked again for half of it.</summary>
    private static readonly TimeSpan LongestSave = TimeSpan.FromMinutes(1);

    public static async Task<ActionOutcome> ShapeAsync(AwsStep step, ActionOutcome outcome, ActionContext context)
    {
        OutputSecrets.Mask(outcome.Result, context.Mask);
        if (step.ChangesSomething) outcome = outcome with { Call = CallFate.Made };
        if (await SaveAsync(step, outcome, context) is { } unsaved)
            return outcome with { Status = ActionStatus.Error, Message = $"AWS carried out {step.Operation}, but {unsaved}" };
        return step.ChangesSomething ? OfChange(step, outcome) : OfRead(step, outcome);
    }

    /// <summary>The call has been made, and nothing gives its answer again: whoever stops the step now does not keep what it gave from being saved.</summary>
    /// <returns>Why something of the answer was not saved, and so is lost; null if all was.</returns>
    private static async Task<string?> SaveAsync(AwsStep step, ActionOutcome outcome, ActionContext context)
    {
        if (step.SaveSecrets.Count == 0) return null;
        using var bound = new CancellationTokenSource(LongestSave, context.Time);
        var complaints = new List<string>();
        foreach (var save in step.SaveSecrets)
            if (await SaveAsync(step, save, outcome, context, bound.Token) is { } complaint) complaints.Add(complaint);
        return complaints.Count == 0 ? null : string.Join("; ", complaints);
    }

    private static async Task<string?> SaveAsync(AwsStep step, SaveSecret save, ActionOutcome outcome, ActionContext context, CancellationToken bound)
    {
        try
        {
            if (save.ValueIn(outcome.Result) is not { } value)
                return $"its answer has no {save.Value.Text}: Secret {save.Secret} was not written";
            context.Mask(value);
            await context.Secrets.WriteAsync(context.Namespace, save.Secret, Encoding.UTF8.GetBytes(value), mayReplace: !step.ChangesSomething, bound);
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            var why = e is OperationCanceledException ? $"Secret {save.Secret} could not be written within {LongestSave.TotalSeconds} s" : OneLine.Of(e.Message);
            return $"{why}. What it answered is shown nowhere and so is lost: undo the call, and make it again";
        }
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
