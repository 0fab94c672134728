using Runbooks.Engine.Lint.Variables;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Each <c>{{tag}}</c> is closed, and names something that is known where it stands.</summary>
internal static class Tags
{
    public static void Check(LintContext context)
    {
        var walk = new TagWalk(context);
        var everywhere = new Vocabulary(context, new WorkflowVariables(context));
        CheckSpec(walk, everywhere);
        foreach (var site in context.Templates) CheckTemplate(walk, site, everywhere with { Template = new TemplateVariables(context, site) });
    }

    private static void CheckSpec(TagWalk walk, Vocabulary vocabulary)
    {
        foreach (var (field, path, node) in walk.Fields("spec").Where(field => field.Name != "templates"))
            walk.Visit(node, path, vocabulary, onlyWarn: field is "arguments" or "podSpecPatch" or "volumes");
    }

    private static void CheckTemplate(TagWalk walk, TemplateSite site, Vocabulary vocabulary)
    {
        foreach (var (field, path, node) in walk.Fields(site.Path).Where(field => !site.HasSteps || field.Name is not ("steps" or "dag")))
            walk.Visit(node, path, site.HasSteps && field == "outputs" ? vocabulary.WithSteps(site, null) : vocabulary);
        foreach (var (_, path, node) in walk.Fields($"{site.Path}.dag").Where(field => field.Name == "target")) walk.Visit(node, path, vocabulary);
        foreach (var step in site.Steps) CheckStep(walk, step, vocabulary.WithSteps(site, step));
    }

    private static void CheckStep(TagWalk walk, StepSite step, Vocabulary vocabulary)
    {
        var perItem = step.IsLoop ? vocabulary.WithItem(step) : vocabulary;
        // Names and templates with tags are refused elsewhere.
        foreach (var (field, path, node) in walk.Fields(step.Path).Where(field => field.Name is not ("name" or "template")))
            walk.Visit(node, path, field is "withItems" or "withParam" or "withSequence" ? vocabulary : perItem);
    }
}
