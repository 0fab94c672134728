using Runbooks.Engine.Argo.Kinds;
using Runbooks.Engine.Conditions;
using Runbooks.Engine.Expressions;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>A CronWorkflow says when it runs, in ways that its clock understands.</summary>
internal static class CronWorkflows
{
    public static void Check(LintContext context)
    {
        if (context.Bound.Cron?.Spec is not { } spec) return;
        CheckSchedules(context, spec);
        if (spec.Timezone is { Length: > 0 } zone && CronGrammar.ZoneComplaint(zone) is { } complaint)
            context.Error("spec.timezone", complaint, "invalid-schedule");
        if (spec.StartingDeadlineSeconds < 0)
            context.Error("spec.startingDeadlineSeconds", "'startingDeadlineSeconds' must not be below 0", "invalid-schedule");
        if (spec.When is { Length: > 0 } when && !WhenCondition.TryParse(when, wordsAreTexts: false, out _, out var error))
            context.Warning("spec.when", error, "invalid-condition");
        if (spec.StopStrategy is { Expression: { } stop } && !Expression.TryParse(stop, ExpressionLibrary.For(ExpressionPlace.CronStopStrategy), out _, out var wrong))
            context.Warning("spec.stopStrategy.expression", $"'{stop}' is no expression: {wrong.Message}", "invalid-expression");
    }

    private static void CheckSchedules(LintContext context, CronWorkflowSpec spec)
    {
        if (spec.Schedules.Count == 0 && context.Document.Find("spec.schedules") is not null) context.Error("spec.schedules", "a CronWorkflow needs at least one schedule", "invalid-schedule");
        for (var i = 0; i < spec.Schedules.Count; i++)
        {
            var schedule = spec.Schedules[i];
            if (CronGrammar.Complaint(schedule) is { } complaint)
                context.Error($"spec.schedules[{i}]", complaint, "invalid-schedule");
            else if (spec.Timezone is { Length: > 0 } && schedule.Contains("TZ=", StringComparison.Ordinal))
                context.Warning($"spec.schedules[{i}]", "the time zone of the schedule itself goes before 'timezone'", "invalid-schedule");
        }
    }
}
