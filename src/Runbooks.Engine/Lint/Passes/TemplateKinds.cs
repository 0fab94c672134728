namespace Runbooks.Engine.Lint.Passes;

/// <summary>Each template does exactly one thing.</summary>
internal static class TemplateKinds
{
    public static void Check(LintContext context)
    {
        foreach (var site in context.Templates)
        {
            var kinds = site.Kinds.ToList();
            if (kinds.Count == 0)
                context.Error(site.Path, $"{site} does nothing: it needs one of container, containerSet, script, resource, data, steps, dag, suspend, http, plugin", "template-kind");
            else if (kinds.Count > 1)
                context.Error(site.Path, $"{site} has {string.Join(" and ", kinds)}; it can have only one of them", "template-kind");
        }
    }
}
