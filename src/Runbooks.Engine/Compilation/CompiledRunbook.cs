using System.Text.Json;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Compilation;

/// <summary>A workflow made ready to run: every text with tags parsed, every condition compiled, templates found by name.</summary>
public sealed class CompiledRunbook
{
    private readonly Dictionary<string, CompiledTemplate> _templates;
    private readonly JsonTemplate _spec;

    /// <param name="workflow">A workflow that lint has found no error in.</param>
    public CompiledRunbook(Workflow workflow)
    {
        Workflow = workflow;
        _templates = workflow.Spec.Templates.ToDictionary(template => template.Name, template => new CompiledTemplate(template, workflow.Spec.RetryStrategy), StringComparer.Ordinal);
        _spec = JsonTemplate.Compile(JsonSerializer.SerializeToNode(workflow.Spec with { Templates = [], Arguments = Arguments.None, RetryStrategy = null }, ArgoJson.Options));
    }

    public Workflow Workflow { get; }

    public CompiledTemplate Entrypoint => _templates[Workflow.Spec.Entrypoint!];

    public CompiledTemplate? Find(string template) => _templates.GetValueOrDefault(template);

    /// <summary>The workflow's own settings with their tags filled in, a new copy each time; only what concerns Pods.</summary>
    internal WorkflowSpec FillSpec(Scope scope) => _spec.Fill(scope).Deserialize<WorkflowSpec>(ArgoJson.Options)!;
}
