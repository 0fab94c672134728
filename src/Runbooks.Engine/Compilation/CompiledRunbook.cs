using System.Text.Json;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Metering;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Compilation;

/// <summary>A workflow made ready to run: every text with tags parsed, every condition compiled, templates found by key.</summary>
public sealed class CompiledRunbook
{
    private readonly Dictionary<string, CompiledTemplate> _templates = new(StringComparer.Ordinal);
    private readonly JsonTemplate _spec;
    private readonly bool _hasGates;

    /// <param name="document">A workflow that lint has found no error in.</param>
    /// <param name="stored">What was taken over from other documents.</param>
    public CompiledRunbook(Workflow document, StoredTemplates? stored = null)
    {
        Document = document;
        Stored = stored ?? StoredTemplates.None;
        Workflow = document with { Spec = Stored.Spec ?? document.Spec };
        foreach (var template in Workflow.Spec.Templates) Add(template, TemplateScope.Local, template.Name);
        foreach (var (key, template) in Stored.Templates) Add(template, new TemplateScope(key[..key.LastIndexOf('/')]), key);
        Metrics = CompiledMetrics.Of(Workflow.Spec.Metrics);
        MeasuresNodes = _templates.Values.Any(template => template.Metrics is not null);
        Hooks = CompiledHooks.Of(Workflow.Spec.OnExit, Workflow.Spec.Hooks, TemplateScope.Local);
        HasHooks = Hooks is not null || _templates.Values.Any(template => template.Calls.Any(call => call.Hooks is not null));
        _hasGates = _templates.Values.Any(template => template.HasLocks || template.Memoizes);
        _spec = JsonTemplate.Compile(JsonSerializer.SerializeToNode(Workflow.Spec with { Templates = [], Arguments = Arguments.None, RetryStrategy = null, TemplateDefaults = null, Hooks = null, Synchronization = null, Metrics = null }, ArgoJson.Options));
    }

    /// <summary>The document as it was submitted.</summary>
    public Workflow Document { get; }

    /// <summary>What is run: the document, with the spec of a <c>workflowTemplateRef</c> merged in.</summary>
    public Workflow Workflow { get; }

    public StoredTemplates Stored { get; }

    /// <summary>The artifacts among the workflow's arguments.</summary>
    internal IReadOnlyList<CompiledArtifact> Artifacts => field ??= [.. (Workflow.Spec.Arguments.Artifacts ?? []).Select(artifact => new CompiledArtifact(artifact))];

    /// <summary>All of them: its own, inline ones, and those of other documents.</summary>
    public IReadOnlyCollection<CompiledTemplate> Templates => _templates.Values;

    /// <summary>Some output of some template is for the whole run.</summary>
    internal bool HasGlobalNames { get; private set; }

    public CompiledTemplate Entrypoint => _templates[Workflow.Spec.Entrypoint!];

    /// <param name="key">As <see cref="TemplateKey"/> has it; the name, for a template of the run's own document.</param>
    public CompiledTemplate? Find(string key) => _templates.GetValueOrDefault(key);

    /// <summary>The template that a call means, seen from a template: of its own document, or the one referred to.</summary>
    /// <param name="scope">Where the caller stands; for the workflow's own hooks, <see cref="TemplateScope.Local"/>.</param>
    /// <param name="template">The call's <c>template</c>.</param>
    /// <param name="reference">The call's <c>templateRef</c>.</param>
    public CompiledTemplate? Find(TemplateScope scope, string? template, TemplateRef? reference) => Find(scope.Key(template, reference));

    /// <summary>The workflow's own; null if it has none.</summary>
    internal CompiledHooks? Hooks { get; }

    /// <summary>The workflow, a step or a task has some.</summary>
    internal bool HasHooks { get; }

    /// <summary>The workflow's own settings with their tags filled in, a new copy each time; only what concerns Pods.</summary>
    internal WorkflowSpec FillSpec(Scope scope) => _spec.Fill(scope).Deserialize<WorkflowSpec>(ArgoJson.Options)!;

    /// <summary>What is measured of the run; null for nothing.</summary>
    internal CompiledMetrics? Metrics { get; }

    /// <summary>Some template has metrics.</summary>
    internal bool MeasuresNodes { get; }

    /// <summary>The run holds locks from its start to its end.</summary>
    internal bool HasLocks => Workflow.Spec.Synchronization is { } locks && locks.Mutexes.Count + locks.Semaphores.Count > 0;

    /// <exception cref="UnresolvedTagException">A tag has no value.</exception>
    internal Synchronization LocksIn(Scope scope) => JsonTemplate.Compile(JsonSerializer.SerializeToNode(Workflow.Spec.Synchronization, ArgoJson.Options)).Fill(scope).Deserialize<Synchronization>(ArgoJson.Options)!;

    /// <summary>What a new node has to pass before it is carried out, or null.</summary>
    internal Gate? GateOf(Node node) =>
        _hasGates && node.TemplateKey is { } key && Find(key) is { } template && (template.HasLocks || template.Memoizes) ? new Gate(template, node) : null;

    private void Add(Template template, TemplateScope scope, string key)
    {
        var compiled = new CompiledTemplate(TemplateDefaults.Into(template, Workflow.Spec.TemplateDefaults), scope, key, Workflow.Spec.RetryStrategy);
        _templates.Add(key, compiled);
        HasGlobalNames |= compiled.GlobalNames.Count > 0;
        foreach (var call in compiled.Calls)
            if (call.Step.Inline is { } inline) Add(inline, scope, TemplateKey.Inline(key, call.Step.Name));
    }
}
