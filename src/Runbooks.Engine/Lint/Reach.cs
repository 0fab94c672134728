using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Lint;

/// <summary>The templates that a document leads to: its own, and those of other documents with the place in this one where the way there begins.</summary>
internal sealed class Reach
{
    private readonly Dictionary<TemplateSite, string> _origins = [];
    private readonly Queue<TemplateSite> _open = new();

    public Reach(LintContext context)
    {
        foreach (var site in context.Templates) Add(site, site.Path);
        if (context.Base is { } other)
            foreach (var site in other.Templates) Add(site, $"{context.SpecPath}.workflowTemplateRef");
        AddHooks(context, context.Workflow.Spec.Hooks, $"{context.SpecPath}.hooks");
        while (_open.TryDequeue(out var site))
            foreach (var step in site.Steps)
            {
                var origin = site.Context == context ? step.Step.TemplateRef is null ? step.Path : $"{step.Path}.templateRef" : _origins[site];
                Add(step.Called, origin);
                AddHooks(site.Context, step.Step.Hooks, site.Context == context ? $"{step.Path}.hooks" : origin);
            }
    }

    public IReadOnlyCollection<TemplateSite> Templates => _origins.Keys;

    /// <summary>Those of other documents, with the field that leads to them.</summary>
    public IEnumerable<(TemplateSite Site, string Path)> Foreign(LintContext context) =>
        _origins.Where(each => each.Key.Context != context).Select(each => (each.Key, each.Value));

    private void AddHooks(LintContext context, IReadOnlyDictionary<string, LifecycleHook>? hooks, string origin)
    {
        foreach (var hook in hooks?.Values ?? []) Add(context.Find(hook.Template, hook.TemplateRef), origin);
    }

    private void Add(TemplateSite? site, string origin)
    {
        if (site is not null && _origins.TryAdd(site, origin)) _open.Enqueue(site);
    }
}
