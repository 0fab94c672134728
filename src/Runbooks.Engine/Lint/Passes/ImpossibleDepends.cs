using Runbooks.Engine.Argo;
using Runbooks.Engine.Conditions;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>A <c>depends</c> can come true: it doesn't ask one task to have ended in two ways.</summary>
internal static class ImpossibleDepends
{
    private const int MostTasks = 4;

    private static readonly TaskResult[] Ends = [TaskResult.Succeeded, TaskResult.Failed, TaskResult.Errored, TaskResult.Skipped, TaskResult.Omitted, TaskResult.Daemoned];

    public static void Check(LintContext context)
    {
        foreach (var step in context.Templates.SelectMany(site => site.Steps))
            if (step.Step is DagTask { Depends: { Length: > 0 } depends } && DependsCondition.TryParse(depends, out var condition, out _) && !MayHold(condition))
                context.Warning($"{step.Path}.depends", $"'{depends}' never holds: the task '{step.Step.Name}' is always omitted", "impossible-depends");
    }

    private static bool MayHold(DependsCondition condition)
    {
        var tasks = condition.Terms.Select(term => term.Task).Distinct().ToArray();
        // Where each task is mentioned once, each mention can be made true or false by itself.
        if (tasks.Length == condition.Terms.Count || tasks.Length > MostTasks) return true;
        return Ways(tasks.Length).Any(way => condition.Holds(term => Holds(term.Result, way[Array.IndexOf(tasks, term.Task)])));
    }

    /// <summary>What may become of the items of a loop is not told apart.</summary>
    private static bool Holds(TaskResult? wanted, TaskResult end) => wanted switch
    {
        null => end is TaskResult.Succeeded or TaskResult.Skipped or TaskResult.Daemoned,
        TaskResult.AnySucceeded or TaskResult.AllFailed => true,
        _ => wanted == end,
    };

    /// <summary>Every way in which so many tasks may end.</summary>
    private static IEnumerable<TaskResult[]> Ways(int tasks)
    {
        if (tasks == 0) return [[]];
        return from end in Ends from rest in Ways(tasks - 1) select (TaskResult[])[end, .. rest];
    }
}
