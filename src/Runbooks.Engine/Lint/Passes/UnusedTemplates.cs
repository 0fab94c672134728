namespace Runbooks.Engine.Lint.Passes;

/// <summary>Every template can be reached from the entrypoint.</summary>
internal static class UnusedTemplates
{
    public static void Check(LintContext context)
    {
        if (context.Find(context.Workflow.Spec.Entrypoint) is not { } entrypoint) return;
        var reached = new HashSet<TemplateSite> { entrypoint };
        var open = new Stack<TemplateSite>(reached);
        while (open.TryPop(out var site))
            foreach (var step in site.Steps)
                if (context.Find(step.Step.Template) is { } called && reached.Add(called))
                    open.Push(called);
        foreach (var site in context.Templates.Where(site => site.Template.Name.Length > 0 && context.Find(site.Template.Name) == site && !reached.Contains(site)))
            context.Warning($"{site.Path}.name", $"{site} is never used", "unused-template");
    }
}
