using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Every template of a workflow can be reached from the entrypoint or a hook. Those of a WorkflowTemplate are for others.</summary>
internal static class UnusedTemplates
{
    public static void Check(LintContext context)
    {
        var spec = context.Workflow.Spec;
        if (context.IsTemplate || context.Find(spec.Entrypoint) is not { } entrypoint) return;
        var reached = new HashSet<TemplateSite>(Called(context, spec.Hooks, spec.OnExit).OfType<TemplateSite>()) { entrypoint };
        var open = new Stack<TemplateSite>(reached);
        while (open.TryPop(out var site))
            foreach (var called in site.Steps.SelectMany(Called).OfType<TemplateSite>())
                if (called.Context == context && reached.Add(called))
                    open.Push(called);
        if (reached.Any(site => site.Steps.Any(step => step.IsDynamic))) return;
        foreach (var site in context.Templates.Where(site => site.Template.Name.Length > 0 && context.Find(site.Template.Name) == site && !reached.Contains(site)))
            context.Warning($"{site.Path}.name", $"{site} is never used", "unused-template");
    }

    private static IEnumerable<TemplateSite?> Called(StepSite step) => Called(step.Owner.Context, step.Step.Hooks, step.Step.OnExit).Append(step.Called);

    private static IEnumerable<TemplateSite?> Called(LintContext context, IReadOnlyDictionary<string, LifecycleHook>? hooks, string? onExit) =>
        (hooks?.Values.Select(hook => context.Find(hook.Template, hook.TemplateRef)) ?? []).Append(context.Find(onExit));
}
