using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Engine.Submission;

/// <summary>Makes a new run of the spec of another one.</summary>
public static class Resubmitter
{
    /// <summary>The label that names the run it was made of.</summary>
    public const string FromLabel = "workflows.argoproj.io/resubmitted-from-workflow";

    /// <summary>Labels that say how the other run stands, or whose it is.</summary>
    private static readonly string[] LabelsOfItsOwn =
    [
        "workflows.argoproj.io/completed", "workflows.argoproj.io/creator", "workflows.argoproj.io/creator-email", "workflows.argoproj.io/creator-preferred-username",
        "workflows.argoproj.io/phase", "workflows.argoproj.io/workflow-archiving-status",
    ];

    /// <param name="memoized">What succeeded isn't carried out again; its outputs are used.</param>
    /// <param name="parameters">Other values for the workflow's parameters, by name.</param>
    /// <param name="id">A new version 7 UUID.</param>
    /// <param name="suffix">Five random characters.</param>
    public static Submitted Resubmit(RunState original, bool memoized, IReadOnlyDictionary<string, string> parameters, string id, string suffix, DateTimeOffset now)
    {
        if (memoized && original.Phase is not (RunPhase.Failed or RunPhase.Error))
            return new Submitted(null, [$"run {original.Run.Name} is {original.Phase}; only one that ended Failed or Error can be resubmitted with --memoized"]);
        var problems = Submitter.Problems(original.Runbook.Workflow.Spec, parameters).ToList();
        if (problems.Count > 0) return new Submitted(null, problems);
        var prefix = original.Runbook.Document.Metadata.GenerateName ?? $"{original.Run.Name}-";
        // As Kubernetes does: the name must not be too long.
        if (prefix.Length > Submitter.LongestName - suffix.Length) prefix = prefix[..(Submitter.LongestName - suffix.Length)];
        var run = new RunIdentity(id, prefix + suffix, original.Run.Namespace);
        var document = original.Runbook.Document;
        var stored = original.Runbook.Stored;
        var submitted = new RunSubmitted(now, run, document with { Metadata = Metadata(original, run, prefix), Spec = Spec(document.Spec, original, parameters) })
        {
            Stored = stored.Spec is null && stored.Templates.Count == 0 ? null : stored with { Spec = stored.Spec is { } spec ? Spec(spec, original, parameters) : null },
            ConfigMaps = original.ConfigMaps.Count == 0 ? null : original.ConfigMaps,
            Memoized = memoized ? Succeeded(original) : null,
        };
        return new Submitted(submitted, []);
    }

    private static Metadata Metadata(RunState original, RunIdentity run, string prefix) => original.Metadata with
    {
        Name = run.Name,
        GenerateName = prefix,
        Namespace = run.Namespace,
        Labels = new Dictionary<string, string>(original.Metadata.Labels.Where(label => !LabelsOfItsOwn.Contains(label.Key) && label.Key != FromLabel)) { [FromLabel] = original.Run.Name },
    };

    private static WorkflowSpec Spec(WorkflowSpec spec, RunState original, IReadOnlyDictionary<string, string> parameters) =>
        Submitter.With(spec, parameters) with { Shutdown = null, Suspend = original.IsSuspended ? true : null };

    /// <summary>The leaf steps that succeeded, by their names without the run's. Of a step that was tried again, the first attempt of the new run has what the last one gave.</summary>
    private static Dictionary<string, MemoizedStep> Succeeded(RunState original)
    {
        var succeeded = new Dictionary<string, MemoizedStep>(StringComparer.Ordinal);
        foreach (var node in original.Nodes)
        {
            var isDone = node.IsLeaf ? node.Phase == NodePhase.Succeeded : IsMemoized(node);
            if (isDone && !node.IsInExitHandler) succeeded[NameOf(original, node)] = new MemoizedStep(node.ArgoId, node.Outputs);
        }
        return succeeded;
    }

    /// <summary>The other run was made of a third one in the same way.</summary>
    private static bool IsMemoized(Node node) => node is { Type: NodeType.Skipped, TemplateKey: not null, Outputs: not null };

    private static string NameOf(RunState original, Node node) =>
        node.Attempt >= 0 ? $"{node.Parent!.Name[original.Run.Name.Length..]}(0)" : node.Name[original.Run.Name.Length..];
}
