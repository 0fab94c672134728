using Runbooks.Actions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Yaml;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint;

/// <summary>What a pass works on: one document, its templates by name, the documents beside it, and where to report.</summary>
internal sealed class LintContext
{
    private readonly HashSet<string> _misshapen;
    private readonly FindingList _findings;
    private readonly Dictionary<string, TemplateSite> _byName = new(StringComparer.Ordinal);

    public LintContext(YamlDocument document, BoundDocument bound, IReadOnlyList<IProvider> providers, Library library, IReadOnlyList<Problem> shape, FindingList findings)
    {
        (Document, Bound, Providers, Library, _findings) = (document, bound, providers, library, findings);
        var named = bound.Workflow.Spec.Templates.Select((template, i) => new TemplateSite(this, template, JsonPath.Index($"{SpecPath}.templates", i))).ToList();
        foreach (var site in named) _byName.TryAdd(site.Template.Name, site);
        Templates = [.. named.SelectMany(site => site.WithInline)];
        _misshapen = [.. shape.SelectMany(Misshapen)];
    }

    public YamlDocument Document { get; }

    public BoundDocument Bound { get; }

    public RunbookKind Kind => Bound.Kind;

    /// <summary>The document as a workflow: a WorkflowTemplate with its spec, a CronWorkflow with that of its runs.</summary>
    public Workflow Workflow => Bound.Workflow;

    /// <summary>Where the workflow's spec stands: <c>spec</c>, or <c>spec.workflowSpec</c> in a CronWorkflow.</summary>
    public string SpecPath => Bound.SpecPath;

    /// <summary>It is for others to use, who give it what it doesn't have itself.</summary>
    public bool IsTemplate => Kind is RunbookKind.WorkflowTemplate or RunbookKind.ClusterWorkflowTemplate;

    public IReadOnlyList<IProvider> Providers { get; }

    public Library Library { get; }

    /// <summary>The document of the <c>workflowTemplateRef</c>; null if there is none, or it isn't known.</summary>
    public LintContext? Base => Bound.Workflow.Spec.WorkflowTemplateRef is { Name: { Length: > 0 } name } reference ? Library.Find(new DocumentReference(name, reference.ClusterScope)) : null;

    /// <summary>All templates of the document, the inline ones of steps and tasks among them.</summary>
    public IReadOnlyList<TemplateSite> Templates { get; }

    /// <summary>The workflow's arguments, with those of the <c>workflowTemplateRef</c>.</summary>
    public IEnumerable<Parameter> Arguments => (Base is { } other ? Workflow.Spec.Arguments.Parameters.Concat(other.Workflow.Spec.Arguments.Parameters) : Workflow.Spec.Arguments.Parameters).DistinctBy(argument => argument.Name);

    /// <summary>The templates that it leads to, in other documents too. To be asked for when all documents are read.</summary>
    public Reach Reach => field ??= new Reach(this);

    /// <summary>An error was found in it.</summary>
    public bool HasErrors => AnError is not null;

    /// <summary>An error that was found in it, or null.</summary>
    public string? AnError { get; set; }

    /// <summary>The file that it stands in.</summary>
    public string File => _findings.File;

    /// <summary>The template of a name, of the document or of its <c>workflowTemplateRef</c>; of several, the first.</summary>
    public TemplateSite? Find(string? template) => template is not { Length: > 0 } ? null : _byName.GetValueOrDefault(template) ?? Base?._byName.GetValueOrDefault(template);

    /// <summary>The template that a call means: of this document, or of the one referred to. Null if it isn't known.</summary>
    public TemplateSite? Find(string? template, TemplateRef? reference) => reference is null
        ? Find(template)
        : Library.Find(new DocumentReference(reference.Name ?? "", reference.ClusterScope))?._byName.GetValueOrDefault(reference.Template ?? "");

    public IEnumerable<string> TemplateNames => Base is { } other ? _byName.Keys.Concat(other._byName.Keys) : _byName.Keys;

    public void Error(string path, string message, string rule) => Report(path, Document.PositionOf(path), message, rule, Severity.Error);

    public void Warning(string path, string message, string rule) => Report(path, Document.PositionOf(path), message, rule, Severity.Warning);

    /// <summary>Does some work that may fail by a mistake of ours; then it is reported, and the document counts as wrong.</summary>
    public void Guard(string part, Action work)
    {
        if (!InternalError.Guard(_findings, Document.Root.At, part, work)) AnError ??= _findings.LastError;
    }

    /// <summary>Reports something at an exact place within the field's value.</summary>
    public void Report(string path, Position at, string message, string rule, Severity severity)
    {
        // An object with a mistyped field lacks the field that was meant: saying so again helps nobody.
        if (_misshapen.Contains(path)) return;
        if (severity == Severity.Error) AnError ??= message;
        _findings.Add(at, path, message, rule, severity);
    }

    /// <summary>Reports something at a character of the field's text.</summary>
    public void WithinField(string path, int offset, string message, string rule, Severity severity = Severity.Error) => Report(path, PositionWithin(path, offset), message, rule, severity);

    private Position PositionWithin(string path, int offset) =>
        Document.Find(path) is YamlScalar { Value: string text } scalar ? SourceText.Locate(scalar, text, offset) : Document.PositionOf(path);

    /// <summary>"; did you mean 'x'?" or nothing. Looking for it costs; when nobody will read it, it is not looked for.</summary>
    public string Hint(string typed, IEnumerable<string> known) => _findings.IsFull ? "" : DidYouMean.Hint(typed, known);

    private static IEnumerable<string> Misshapen(Problem problem) =>
        problem.Rule is "unknown-field" or "removed-field" or "wrong-type" ? [problem.Path, Parent(problem.Path)] : [problem.Path];

    private static string Parent(string path) => path.LastIndexOfAny(['.', '[']) is var end and >= 0 ? path[..end] : "";
}
