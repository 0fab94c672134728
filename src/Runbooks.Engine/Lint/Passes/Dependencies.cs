using Runbooks.Engine.Argo;
using Runbooks.Engine.Conditions;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>The tasks of a dag wait for tasks that are there, in no circle, and say so in one way only.</summary>
internal static class Dependencies
{
    public static void Check(LintContext context)
    {
        foreach (var site in context.Templates)
            if (site.Template.Dag is { } dag)
                CheckDag(context, site, dag);
    }

    private static void CheckDag(LintContext context, TemplateSite site, Dag dag)
    {
        if (dag.Tasks.Count == 0) context.Error($"{site.Path}.dag", $"{site} has no tasks: it needs at least one under 'tasks'", "empty-dag");
        // A template that has steps as well is told of elsewhere.
        foreach (var step in site.Steps)
            if (step.Step is DagTask task) CheckTask(context, site, step, task);
        CheckCircle(context, site);
        CheckTarget(context, site, dag);
    }

    private static void CheckTask(LintContext context, TemplateSite site, StepSite step, DagTask task)
    {
        var usesDepends = site.Dependencies.UsesDepends;
        if (task.Name is [>= '0' and <= '9', ..] && (usesDepends || task.Dependencies is { Count: > 0 }))
            context.Error($"{step.Path}.name", $"'{task.Name}' can't begin with a digit where 'depends' or 'dependencies' is used", "invalid-name");
        if (usesDepends && task.Dependencies is { Count: > 0 })
            context.Error($"{step.Path}.dependencies", "a dag can use 'depends' or 'dependencies', not both", "two-ways-to-depend");
        if (usesDepends && task.ContinueOn is not null)
            context.Error($"{step.Path}.continueOn", $"'continueOn' can't be used with 'depends'; say '{task.Name}.Failed' or '{task.Name}.Errored' where it is depended on", "two-ways-to-depend");
        if (task.Depends is { Length: > 0 } depends) CheckDepends(context, site, step, depends);
        else CheckNames(context, site, step, task.Dependencies ?? []);
    }

    private static void CheckDepends(LintContext context, TemplateSite site, StepSite step, string depends)
    {
        var path = $"{step.Path}.depends";
        if (!DependsCondition.TryParse(depends, out var condition, out var error))
        {
            context.WithinField(path, error.Offset, error.Message, "invalid-condition");
            return;
        }
        for (var i = 0; i < condition.Terms.Count; i++)
        {
            var term = condition.Terms[i];
            if (Complaint(context, site, step, term.Task) is { } complaint)
                context.WithinField(path, DependsCondition.OffsetsIn(depends)[i], complaint, "undefined-task");
            else if (term.Result is TaskResult.AnySucceeded or TaskResult.AllFailed && !site.Find(term.Task)!.IsLoop)
                context.WithinField(path, DependsCondition.OffsetsIn(depends)[i], $"'{term.Task}.{term.Result}' asks about the items of a loop, and '{term.Task}' has none", "invalid-condition");
        }
    }

    private static void CheckNames(LintContext context, TemplateSite site, StepSite step, IReadOnlyList<string> dependencies)
    {
        for (var i = 0; i < dependencies.Count; i++)
            if (Complaint(context, site, step, dependencies[i]) is { } complaint)
                context.Error(JsonPath.Index($"{step.Path}.dependencies", i), complaint, "undefined-task");
    }

    private static string? Complaint(LintContext context, TemplateSite site, StepSite step, string task) =>
        site.Find(task) is null ? $"{site} has no task '{task}'{context.Hint(task, site.StepNames)}"
        : task == step.Step.Name ? "a task can't depend on itself"
        : null;

    /// <summary>Names one circle; mending it shows the next.</summary>
    private static void CheckCircle(LintContext context, TemplateSite site)
    {
        var endless = site.Dependencies.Endless.ToHashSet(StringComparer.Ordinal);
        if (endless.Count == 0) return;
        var way = new List<string>();
        for (var task = endless.First(); !way.Contains(task); task = site.Dependencies.Before(task).First(endless.Contains)) way.Add(task);
        var circle = way.Skip(way.IndexOf(site.Dependencies.Before(way[^1]).First(endless.Contains))).ToList();
        if (circle.Count == 1) return;
        var shown = string.Join(" -> ", circle.Take(8)) + (circle.Count > 8 ? " -> …" : "");
        context.Error(site.Find(circle[0])!.Path, $"tasks wait for each other in a circle: {shown} -> {circle[0]}", "dependency-cycle");
    }

    private static void CheckTarget(LintContext context, TemplateSite site, Dag dag)
    {
        if (dag.Target is not { Length: > 0 } target) return;
        foreach (var name in target.Split(' ').Where(name => !name.Contains("{{", StringComparison.Ordinal) && !name.Contains("}}", StringComparison.Ordinal)))
            if (site.Find(name) is null)
                context.Error($"{site.Path}.dag.target", $"{site} has no task '{name}'{context.Hint(name, site.StepNames)}", "undefined-task");
    }
}
