using Runbooks.Engine.Lint.Variables;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Each <c>{{tag}}</c> is closed, and names something that is known where it stands.</summary>
internal static class Tags
{
    private static readonly string[] PodBodies = ["container", "script", "containerSet", "initContainers", "sidecars"];

    public static void Check(LintContext context)
    {
        var walk = new TagWalk(context);
        var everywhere = new Vocabulary(context, new WorkflowVariables(context));
        CheckSpec(context, walk, everywhere);
        foreach (var site in context.Templates.Where(site => site.Around is null)) CheckTemplate(context, walk, site, everywhere);
    }

    // What templateDefaults see, each template sees for itself. Elsewhere Argo leaves a tag that means nothing as it is.
    private static void CheckSpec(LintContext context, TagWalk walk, Vocabulary vocabulary)
    {
        foreach (var (field, path, node) in walk.Fields(context.SpecPath).Where(field => field.Name is not ("templates" or "templateDefaults")))
            walk.Visit(node, path, field == "metrics" ? vocabulary with { Metric = new MetricVariables(null) } : vocabulary, field == "hooks" ? Leniency.None : Leniency.All);
    }

    private static void CheckTemplate(LintContext context, TagWalk walk, TemplateSite site, Vocabulary outer)
    {
        var vocabulary = outer with { Template = new TemplateVariables(context, site) };
        CheckInputs(context, walk, site, vocabulary);
        foreach (var (field, path, node) in walk.Fields(site.Path).Where(field => !site.HasSteps || field.Name is not ("steps" or "dag")))
            walk.Visit(node, path, (field, site.HasSteps) switch
            {
                ("outputs", true) => vocabulary.WithSteps(site, null),
                ("metrics", _) => vocabulary with { Metric = new MetricVariables(site) },
                _ => vocabulary,
            }, PodBodies.Contains(field) ? Leniency.Syntax : Leniency.None);
        foreach (var (_, path, node) in walk.Fields($"{site.Path}.dag").Where(field => field.Name == "target")) walk.Visit(node, path, vocabulary);
        foreach (var step in site.Steps) CheckStep(context, walk, step, vocabulary.WithSteps(site, step), vocabulary.WithSteps(site, step, afterIt: true));
    }

    /// <summary>An input's own value doesn't count where the caller gives another one.</summary>
    private static void CheckInputs(LintContext context, TagWalk walk, TemplateSite site, Vocabulary vocabulary)
    {
        for (var i = 0; i < site.Template.Inputs.Parameters.Count; i++)
        {
            var (input, path) = (site.Template.Inputs.Parameters[i], $"{site.Path}.inputs.parameters[{i}].value");
            if (input.Value is not { } value || !TextTemplate.MayHaveTags(value.Text) || CallersOf.LeavesOut(context, site, input.Name)) continue;
            if (CallersOf.LeavesOutInStep(context, site, input.Name) && context.Document.Find(path) is { } node) walk.Visit(node, path, vocabulary, Leniency.All);
            walk.PassedOver.Add(path);
        }
    }

    /// <param name="afterwards">What the step's hooks can read.</param>
    private static void CheckStep(LintContext context, TagWalk walk, StepSite step, Vocabulary vocabulary, Vocabulary afterwards)
    {
        var perItem = step.IsLoop ? vocabulary.WithItem(step) : vocabulary;
        if (step.Inline is { } inline) CheckTemplate(context, walk, inline, vocabulary with { Steps = null, Item = null, Around = perItem });
        // What is inline is looked at as a template.
        foreach (var (field, path, node) in walk.Fields(step.Path).Where(field => field.Name != "inline"))
            walk.Visit(node, path, field is "withItems" or "withParam" or "withSequence" ? vocabulary : field == "hooks" ? afterwards : perItem);
    }
}
