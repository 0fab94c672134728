using Runbooks.Engine.Argo;
using Runbooks.Engine.Argo.Artifacts;
using Runbooks.Engine.Compilation;

namespace Runbooks.Engine.Runs;

/// <summary>What of a runbook needs an artifact store. There is none yet: such a runbook is valid, and is not run.</summary>
public static class ArtifactNeeds
{
    private const string NotYet = "which is not supported yet";

    internal const string OfData = $"a 'data' template lists what is in an artifact store, {NotYet}";

    /// <summary>The first reason why the workflow can't be run, in one line; null if there is none.</summary>
    /// <param name="stored">What it needs of other documents.</param>
    public static string? Of(Workflow workflow, StoredTemplates? stored)
    {
        var templates = (stored?.Spec ?? workflow.Spec).Templates.Concat(stored?.Templates.Values ?? []);
        return templates.Any(Mentions) ? Of(new CompiledRunbook(workflow, stored)) : null;
    }

    // Hardly any runbook does: the others needn't be looked through.
    private static bool Mentions(Template template) => template is { Inputs.Artifacts: not null } or { Outputs.Artifacts: not null } or { Data: not null }
        || (template.Steps ?? []).SelectMany(group => group).Concat<Call>(template.Dag?.Tasks ?? []).Any(call => call.Inline is { } inline && Mentions(inline));

    private static string? Of(CompiledRunbook runbook)
    {
        var used = Reachable(runbook);
        return used.Select(template => Of(template.Template)).FirstOrDefault(need => need is not null)
            ?? used.SelectMany(template => template.Calls).SelectMany(call => call.Step.Arguments.Artifacts ?? []).Select(OfGiven).FirstOrDefault(need => need is not null)
            ?? (used.Any(template => template.Template.Inputs.Artifacts is { Count: > 0 })
                ? (runbook.Workflow.Spec.Arguments.Artifacts ?? []).Select(OfGiven).FirstOrDefault(need => need is not null)
                : null);
    }

    /// <summary>The kind of store that the artifact is in, or null.</summary>
    internal static string? StoreOf(Artifact artifact) => artifact switch
    {
        { S3: not null } => "s3",
        { Gcs: not null } => "gcs",
        { Azure: not null } => "azure",
        { Oss: not null } => "oss",
        { Artifactory: not null } => "artifactory",
        { Hdfs: not null } => "hdfs",
        { Git: not null } => "git",
        { Http: not null } => "http",
        { Plugin: not null } => "plugin",
        _ => null,
    };

    internal static string OfInput(string name, string source) =>
        $"the artifact '{name}' comes from {(source.StartsWith("{{", StringComparison.Ordinal) ? source : $"'{source}'")}: that needs an artifact store, {NotYet}; 'raw' artifacts are, and volumes";

    internal static string OfOutput(string name) =>
        $"the artifact '{name}' of 'outputs' needs an artifact store, {NotYet}: give what is small as outputs.parameters (valueFrom.path), hand over what is large in a volume";

    private static string? Of(Template template)
    {
        if (template.Data is not null) return $"template '{template.Name}': {OfData}";
        if (template is { Steps: null, Dag: null } && template.Outputs.Artifacts is [var output, ..]) return $"template '{template.Name}': {OfOutput(output.Name)}";
        return (template.Inputs.Artifacts ?? []).Select(input => StoreOf(input) is { } store ? $"template '{template.Name}': {OfInput(input.Name, store)}" : null).FirstOrDefault(need => need is not null);
    }

    /// <summary>The templates that the run may come to; all of them, if which is called is known at run time only.</summary>
    private static IReadOnlyCollection<CompiledTemplate> Reachable(CompiledRunbook runbook)
    {
        var (seen, open) = (new HashSet<CompiledTemplate>(), new Stack<CompiledTemplate?>());
        open.Push(runbook.Entrypoint);
        var spec = runbook.Workflow.Spec;
        if (spec.OnExit is { Length: > 0 } onExit) open.Push(runbook.Find(onExit));
        foreach (var hook in spec.Hooks?.Values ?? []) open.Push(runbook.Find(TemplateScope.Local, hook.Template, hook.TemplateRef));
        while (open.TryPop(out var template))
        {
            if (template is null || !seen.Add(template)) continue;
            foreach (var call in template.Calls)
            {
                if (call.Template.HasTags) return runbook.Templates;
                open.Push(runbook.Find(call.Template.Text));
                foreach (var hook in call.Step.Hooks?.Values ?? []) open.Push(runbook.Find(template.Scope, hook.Template, hook.TemplateRef));
            }
        }
        return seen;
    }

    private static string? OfGiven(Artifact given) => StoreOf(given) is { } store ? OfInput(given.Name, store) : null;
}
