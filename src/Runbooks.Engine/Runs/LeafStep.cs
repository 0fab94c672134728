using Runbooks.Engine.Argo;
using Runbooks.Engine.Steps;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>The way of a leaf step out to its executor, and of its outcome back in.</summary>
public static class LeafStep
{
    private static readonly WorkflowSpec NoSettings = new();

    /// <summary>The step's template and, for a Pod, the run's settings, with every tag filled in. Both are the caller's own copies.</summary>
    /// <exception cref="UnresolvedTagException">A tag has no value.</exception>
    /// <exception cref="StepInputException">An input artifact is not there.</exception>
    public static (Template Template, WorkflowSpec Spec) Fill(RunState run, Node node)
    {
        var isPod = node.Type == NodeType.Pod;
        var scope = NodeScope.Of(run, node);
        var compiled = run.Runbook.Find(node.TemplateKey!)!;
        var body = new OccasionScope(scope, node.StartedAt, "body", keepsUnresolved: isPod);
        var template = compiled.Fill(body);
        if (compiled.Artifacts.Count > 0) template = template with { Inputs = new Inputs { Artifacts = ArtifactInputs.Fill(node, compiled, body) } };
        if (!isPod) return (template, NoSettings);
        var settings = new OccasionScope(new PodSettingsScope(scope), node.StartedAt, node.Name, keepsUnresolved: true);
        var spec = run.Runbook.FillSpec(settings);
        return (RetryPlacement.Elsewhere(Placed(template, run, node), spec.Affinity, run, node), spec);
    }

    private static Template Placed(Template template, RunState run, Node node) =>
        node.Boundary is { TemplateKey: { } caller } boundary && run.Runbook.Find(caller)!.Placement is { } placement
            ? placement.PutUnder(template, NodeScope.Of(run, boundary))
            : template;

    /// <summary>Someone reads the node's <c>outputs.result</c>.</summary>
    public static bool ResultWanted(RunState run, Node node) =>
        run.CallOf(node) is { ResultWanted: true };

    /// <summary>The event that ends the step: output files that weren't there get their default, or make the step err.</summary>
    /// <param name="node">The node's number.</param>
    /// <param name="template">As it was handed to the executor, filled in; null if it was not, or its outputs don't matter.</param>
    public static NodeFinished Finish(int node, Template? template, StepOutcome outcome, DateTimeOffset now) =>
        Finished(node, template, outcome, now) with
        {
            ResourcesDuration = outcome.ResourcesDuration,
            Count = outcome.Count,
            Call = outcome.Call,
            IsTransient = outcome.IsTransient ? true : null,
        };

    private static NodeFinished Finished(int node, Template? template, StepOutcome outcome, DateTimeOffset now)
    {
        var declared = template?.Outputs.Parameters ?? [];
        // As in Argo, a request gives the body of its answer and nothing else, whatever the template declares.
        if (outcome.Phase != NodePhase.Succeeded || declared.Count == 0 || template!.Http is not null)
            return new NodeFinished(now, node, outcome.Phase, outcome.Message, outcome.Outputs);
        var given = outcome.Outputs.Parameters;
        var missing = declared.Where(output => !given.ContainsKey(output.Name) && output.ValueFrom?.Default is null && output.Value is null).ToList();
        if (missing.Count > 0)
            return new NodeFinished(now, node, NodePhase.Error, string.Join("; ", missing.Select(Complaint)), outcome.Outputs);
        var parameters = declared.ToDictionary(output => output.Name, output => given.GetValueOrDefault(output.Name) ?? (output.ValueFrom?.Default ?? output.Value)!.Text);
        return new NodeFinished(now, node, outcome.Phase, outcome.Message, outcome.Outputs with { Parameters = parameters });
    }

    private static string Complaint(Parameter output) =>
        $"outputs.parameters.{output.Name}: there is no file '{output.ValueFrom?.Path}' and no default";
}
