using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Lint;

/// <summary>Where a document refers to others.</summary>
internal static class References
{
    /// <summary>The documents that it refers to by a name without tags, and where.</summary>
    public static IEnumerable<(DocumentReference Document, string Path)> In(LintContext context)
    {
        if (context.Workflow.Spec.WorkflowTemplateRef is { Name.Length: > 0 } whole)
            yield return (new DocumentReference(whole.Name, whole.ClusterScope), $"{context.SpecPath}.workflowTemplateRef.name");
        foreach (var (reference, path) in Templates(context))
            if (reference.Name is { Length: > 0 } name && !TextTemplate.MayHaveTags(name))
                yield return (new DocumentReference(name, reference.ClusterScope), $"{path}.name");
    }

    /// <summary>Every <c>templateRef</c> of the document: of steps, of tasks and of hooks.</summary>
    public static IEnumerable<(TemplateRef Reference, string Path)> Templates(LintContext context)
    {
        foreach (var (hook, path) in Hooks(context.Workflow.Spec.Hooks, context.SpecPath))
            yield return (hook, path);
        foreach (var step in context.Templates.SelectMany(site => site.Steps))
        {
            if (step.Step.TemplateRef is { } reference) yield return (reference, $"{step.Path}.templateRef");
            foreach (var (hook, path) in Hooks(step.Step.Hooks, step.Path)) yield return (hook, path);
        }
    }

    private static IEnumerable<(TemplateRef Reference, string Path)> Hooks(IReadOnlyDictionary<string, LifecycleHook>? hooks, string path)
    {
        foreach (var (name, hook) in hooks ?? new Dictionary<string, LifecycleHook>())
            if (hook.TemplateRef is { } reference)
                yield return (reference, $"{Schemas.JsonPath.Field($"{path}.hooks", name)}.templateRef");
    }
}
