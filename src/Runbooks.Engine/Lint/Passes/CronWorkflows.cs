using Runbooks.Engine.Argo.Kinds;
using Runbooks.Engine.Conditions;
using Runbooks.Engine.Expressions;
using Runbooks.Engine.Expressions.Checking;
using Runbooks.Engine.Lint.Variables;
using Runbooks.Engine.Templating;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>A CronWorkflow says when it runs, in ways that its clock understands.</summary>
internal static class CronWorkflows
{
    /// <summary>What Argo knows of a CronWorkflow in its conditions.</summary>
    private static readonly Dictionary<string, StaticType> Known = new()
    {
        ["cronworkflow.name"] = StaticType.String,
        ["cronworkflow.namespace"] = StaticType.String,
        ["cronworkflow.labels"] = StaticType.Map,
        ["cronworkflow.annotations"] = StaticType.Map,
        ["cronworkflow.lastScheduledTime"] = StaticType.Unknown,
        ["cronworkflow.failed"] = StaticType.Int,
        ["cronworkflow.succeeded"] = StaticType.Int,
    };

    private static readonly ExpressionVariables Variables = ExpressionVariables.Only(Known, name => DidYouMean.Hint(name, Known.Keys));

    public static void Check(LintContext context)
    {
        if (context.Bound.Cron?.Spec is not { } spec) return;
        CheckSchedules(context, spec);
        if (spec.Timezone is { Length: > 0 } zone && CronGrammar.ZoneComplaint(zone) is { } complaint)
            context.Error("spec.timezone", complaint, "invalid-schedule");
        if (spec.StartingDeadlineSeconds < 0)
            context.Error("spec.startingDeadlineSeconds", "'startingDeadlineSeconds' must not be below 0", "invalid-schedule");
        if (spec.When is { Length: > 0 } when) CheckWhen(context, when);
        if (spec.StopStrategy is { Expression: { } stop })
            foreach (var problem in ExpressionCheck.Check(stop, ExpressionPlace.CronStopStrategy, Variables, StaticType.Bool)) Warn(context, "spec.stopStrategy.expression", problem, problem.Offset);
    }

    private static void CheckWhen(LintContext context, string when)
    {
        if (!WhenCondition.TryParse(when, wordsAreTexts: false, out _, out var error)) context.WithinField("spec.when", error.Offset, error.Message, "invalid-condition", Severity.Warning);
        foreach (var tag in TextTemplate.Parse(when).Tags)
            if (tag.Expression is not { } text)
                continue;
            else if (text.Expression is not { } expression)
                context.WithinField("spec.when", tag.Offset + TagExpression.Begin + text.Error!.Offset, text.Error.Message, "invalid-expression", Severity.Warning);
            else
                foreach (var problem in ExpressionCheck.Check(expression, Variables)) Warn(context, "spec.when", problem, tag.Offset + TagExpression.Begin + problem.Offset);
    }

    private static void Warn(LintContext context, string path, TagProblem problem, int offset) => context.WithinField(path, offset, problem.Message, problem.Rule, Severity.Warning);

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
