namespace Runbooks.Engine.Lint.Passes;

/// <summary>Each template has a valid name of its own.</summary>
internal static class TemplateNames
{
    public static void Check(LintContext context)
    {
        foreach (var site in context.Templates.Where(site => site.Around is null))
            if (site.Template.Name.Length == 0)
                context.Error(site.Path, "the template needs a 'name'", "missing-name");
            else if (NameRules.Complaint(site.Template.Name) is { } complaint)
                context.Error($"{site.Path}.name", complaint, "invalid-name");
        NameRules.CheckUnique(context, context.Templates.Where(site => site.Around is null).Select(site => (site.Template.Name, site.Path)), "template");
    }
}
