using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Each step calls one template that is there: of its own document by name, of another by reference, or one of its own.</summary>
internal static class TemplateReferences
{
    public static void Check(LintContext context)
    {
        CheckWhole(context);
        foreach (var step in context.Templates.SelectMany(site => site.Steps)) CheckStep(context, step);
    }

    /// <summary>What is wrong with a reference to a template of another document; reported where it stands.</summary>
    public static void CheckReference(LintContext context, TemplateRef reference, string path)
    {
        if (reference.Name is null or "") context.Error(path, "'templateRef' needs 'name': the document that has the template", "missing-template");
        if (reference.Template is null or "") context.Error(path, "'templateRef' needs 'template': the template in the document", "missing-template");
        if (reference is not { Name: { Length: > 0 } name, Template: { Length: > 0 } template } || TextTemplate.MayHaveTags(name)) return;
        var document = new DocumentReference(name, reference.ClusterScope);
        if (context.Library.Find(document) is not { } other)
            context.Error($"{path}.name", context.Library.Complaint(context, document), "undefined-document");
        else if (IsElsewhere(context, other, reference.ClusterScope))
            context.Error($"{path}.name", Elsewhere(context, document, other), "undefined-document");
        else if (!TextTemplate.MayHaveTags(template) && context.Find(null, reference) is null)
            context.Error($"{path}.template", $"{document} has no template '{template}'{Choices(context, template, other)}", "undefined-template");
    }

    /// <summary>Both say in which namespace they are, and it isn't the same.</summary>
    private static bool IsElsewhere(LintContext context, LintContext other, bool clusterScope) =>
        !clusterScope && context.Workflow.Metadata.Namespace is { Length: > 0 } here && other.Workflow.Metadata.Namespace is { Length: > 0 } there && here != there;

    private static string Elsewhere(LintContext context, DocumentReference document, LintContext other) =>
        $"{document} is in namespace '{other.Workflow.Metadata.Namespace}' and this document in '{context.Workflow.Metadata.Namespace}': a WorkflowTemplate can be used in its own namespace only, a ClusterWorkflowTemplate in all";

    private static void CheckStep(LintContext context, StepSite step)
    {
        var call = step.Step;
        var ways = new[] { ("inline", call.Inline is not null), ("templateRef", call.TemplateRef is not null), ("template", call.Template is { Length: > 0 }) }
            .Where(way => way.Item2).Select(way => way.Item1).ToList();
        if (ways is ["inline", var passedOver, ..])
            context.Warning($"{step.Path}.{passedOver}", $"'{passedOver}' is passed over: the {step.What} has an 'inline' template", "two-templates");
        else if (ways is [var first, var second, ..])
            context.Error($"{step.Path}.{second}", $"a {step.What} can have '{second}' or '{first}', not both", "two-templates");
        else if (ways.Count == 0)
            context.Error(step.Path, $"the {step.What} '{call.Name}' needs 'template': the name of the template it runs; or 'templateRef', or 'inline'", "missing-template");
        if (call.TemplateRef is { } reference) CheckReference(context, reference, $"{step.Path}.templateRef");
        else if (call is { Inline: null, Template: { Length: > 0 } name }) CheckName(context, step, name);
    }

    private static void CheckName(LintContext context, StepSite step, string name)
    {
        if (TextTemplate.Parse(name).Tags.FirstOrDefault() is { } tag)
        {
            // As in Argo: the name must be known before the item is.
            if (tag.Name == "item" || tag.Name.StartsWith("item.", StringComparison.Ordinal))
                context.Error($"{step.Path}.template", $"a {step.What}'s 'template' can't depend on the item of a loop; choose between {step.What}s with 'when', or use 'templateRef'", "undefined-template");
        }
        else if (context.Find(name) is null)
            context.Error($"{step.Path}.template", $"there is no template '{name}'{context.Hint(name, context.TemplateNames)}", "undefined-template");
    }

    /// <summary>The <c>workflowTemplateRef</c>.</summary>
    private static void CheckWhole(LintContext context)
    {
        if (context.Workflow.Spec.WorkflowTemplateRef is not { } whole) return;
        var path = $"{context.SpecPath}.workflowTemplateRef";
        if (whole.Name is null or "")
            context.Error(path, "'workflowTemplateRef' needs 'name': the document whose spec is run", "missing-template");
        else if (context.Base is null)
            context.Error($"{path}.name", context.Library.Complaint(context, new DocumentReference(whole.Name, whole.ClusterScope)), "undefined-document");
        else if (IsElsewhere(context, context.Base, whole.ClusterScope))
            context.Error($"{path}.name", Elsewhere(context, new DocumentReference(whole.Name, whole.ClusterScope), context.Base), "undefined-document");
        if (context.Workflow.Spec.Templates.Count > 0)
            context.Error($"{context.SpecPath}.templates", "a workflow with 'workflowTemplateRef' can't have 'templates' of its own; put them into a WorkflowTemplate and call them by 'templateRef'", "two-templates");
    }

    private static string Choices(LintContext context, string typed, LintContext other)
    {
        var names = other.TemplateNames.ToList();
        if (context.Hint(typed, names) is { Length: > 0 } hint) return hint;
        return names.Count == 0 ? "; it has none" : $"; it has {string.Join(", ", names.Take(8))}{(names.Count > 8 ? ", …" : "")}";
    }
}
