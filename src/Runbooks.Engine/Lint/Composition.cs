using Runbooks.Engine.Argo;
using Runbooks.Engine.Compilation;
using Runbooks.Engine.Submission;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Lint;

/// <summary>Puts together what it takes to run a document: the workflow to submit, and what that needs of other documents.</summary>
internal static class Composition
{
    public static Workflow WorkflowOf(LintContext context) => context.Kind switch
    {
        RunbookKind.CronWorkflow => SubmittedFrom.Cron(context.Bound.Cron!),
        RunbookKind.WorkflowTemplate or RunbookKind.ClusterWorkflowTemplate =>
            SubmittedFrom.Template(context.Workflow, context.Kind == RunbookKind.ClusterWorkflowTemplate),
        _ => context.Workflow,
    };

    public static ReferencedDocuments ReferencesOf(LintContext context)
    {
        var whole = context.IsTemplate ? context : context.Base;
        var templates = new SortedDictionary<string, Template>(StringComparer.Ordinal);
        var open = new Stack<(LintContext Document, TemplateRef Reference)>(References.Templates(context).Select(each => (context, each.Reference)));
        if (whole is not null && whole != context)
            foreach (var (reference, _) in References.Templates(whole)) open.Push((whole, reference));
        while (open.TryPop(out var next))
            foreach (var (document, site) in Meant(context.Library, next.Reference))
                Store(document, site, templates, open);
        return new ReferencedDocuments { Spec = whole?.Workflow.Spec, Templates = templates };
    }

    /// <summary>The template that a reference means; if it has tags, all that it may mean.</summary>
    private static IEnumerable<(LintContext Document, TemplateSite Site)> Meant(Library library, TemplateRef reference)
    {
        var documents = TextTemplate.MayHaveTags(reference.Name ?? "")
            ? library.Documents.Where(document => document.Kind == RunbookKind.ClusterWorkflowTemplate == reference.ClusterScope)
            : library.Find(new DocumentReference(reference.Name ?? "", reference.ClusterScope)) is { } named ? [named] : [];
        return documents.SelectMany(document => TextTemplate.MayHaveTags(reference.Template ?? "")
            ? document.Templates.Where(site => site.Around is null).Select(site => (document, site))
            : document.Find(reference.Template) is { } site ? [(document, site)] : []);
    }

    /// <summary>Takes a template over, with those of its own document that it calls.</summary>
    private static void Store(LintContext document, TemplateSite site, SortedDictionary<string, Template> templates, Stack<(LintContext, TemplateRef)> open)
    {
        var scope = TemplateScope.Of(document.Workflow.Metadata.Name!, document.Kind == RunbookKind.ClusterWorkflowTemplate);
        var local = new Stack<TemplateSite>([site]);
        while (local.TryPop(out var next))
        {
            if (!templates.TryAdd(scope.Key(next.Template.Name, null), WithPodMetadata(next.Template, document.Workflow.Spec.PodMetadata))) continue;
            foreach (var step in next.WithInline.SelectMany(each => each.Steps))
            {
                foreach (var reference in ReferencesOf(step)) open.Push((document, reference));
                foreach (var called in LocalCalls(document, step)) local.Push(called);
            }
        }
    }

    private static IEnumerable<TemplateRef> ReferencesOf(StepSite step) =>
        (step.Step.Hooks?.Values.Select(hook => hook.TemplateRef) ?? []).Append(step.Step.TemplateRef).OfType<TemplateRef>();

    private static IEnumerable<TemplateSite> LocalCalls(LintContext document, StepSite step)
    {
        // A name with tags may mean any of them.
        if (TextTemplate.MayHaveTags(step.Step.Template ?? "")) return document.Templates.Where(site => site.Around is null);
        return (step.Step.Hooks?.Values.Select(hook => hook.Template) ?? []).Append(step.Step.Template).Append(step.Step.OnExit).Select(document.Find).OfType<TemplateSite>();
    }

    /// <summary>As in Argo, the labels and annotations that a document has for its Pods go with its templates.</summary>
    private static Template WithPodMetadata(Template template, PodMetadata? metadata) => metadata is null ? template : template with
    {
        Metadata = new PodMetadata
        {
            Labels = Join(template.Metadata?.Labels, metadata.Labels),
            Annotations = Join(template.Metadata?.Annotations, metadata.Annotations),
        },
    };

    private static IReadOnlyDictionary<string, string>? Join(IReadOnlyDictionary<string, string>? own, IReadOnlyDictionary<string, string>? more) =>
        own is null ? more : more is null ? own : own.Concat(more).DistinctBy(each => each.Key).ToDictionary();
}
