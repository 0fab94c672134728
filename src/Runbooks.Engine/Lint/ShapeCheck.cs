using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Argo.Kinds;
using Runbooks.Engine.Yaml;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint;

/// <summary>Holds a document against the language's schema, and makes records of it as far as its shape allows.</summary>
internal static partial class ShapeCheck
{
    private static readonly string[] RulesAboutKeys = ["unknown-field", "removed-field", "unsupported-field"];

    /// <param name="problems">What was found, for the passes that come after.</param>
    /// <returns>Null if there is no telling what the document means: a wrong type or nothing in a list, or a field that is not supported yet.</returns>
    public static BoundDocument? Check(YamlDocument document, RunbookKind kind, ArgoSchema schema, FindingList findings, out IReadOnlyList<Problem> problems)
    {
        var hasPlugins = document.Find("spec.executorPlugins") is YamlSequence { Items.Count: > 0 };
        Problem[] found = [.. SchemaCheck.Check(document.ToJson(), SchemaOf(kind, schema), TagUse.InText).Where(problem => !IsFilledIn(problem)).Select(problem => ShapeHints.Add(AboutImage(AboutProvider(problem, hasPlugins)), document, schema.Providers))];
        problems = [.. found.Where(problem => !IsSaidAlready(problem, found))];
        foreach (var problem in problems)
        {
            var at = RulesAboutKeys.Contains(problem.Rule) ? document.KeyPositionOf(problem.Path) : document.PositionOf(problem.Path);
            findings.Add(at, problem.Path, problem.Message, problem.Rule, problem.Severity);
        }
        return problems.Any(problem => problem.Rule is "unsupported-field" or "empty-item") ? null : Bind(document, kind, problems);
    }

    /// <summary>Where the old form of a field stands, the new one isn't missing as well.</summary>
    private static bool IsSaidAlready(Problem problem, IReadOnlyList<Problem> all) =>
        problem.Rule == "missing-field" && problem.Message.EndsWith("'schedules'", StringComparison.Ordinal) && all.Any(other => other.Rule == "removed-field" && other.Path == $"{problem.Path}.schedule");

    /// <summary>What a container lacks may come from <c>templateDefaults</c>, and these needn't be whole. A pass says what is missing in the end.</summary>
    private static bool IsFilledIn(Problem problem) =>
        problem.Rule == "missing-field" && (problem.Path.Contains("templateDefaults", StringComparison.Ordinal)
            || problem.Path.EndsWith(".container", StringComparison.Ordinal) || problem.Path.EndsWith(".script", StringComparison.Ordinal));

    public static Schema SchemaOf(RunbookKind kind, ArgoSchema schema) => kind switch
    {
        RunbookKind.Workflow => schema.Workflow,
        RunbookKind.WorkflowTemplate => schema.WorkflowTemplate,
        RunbookKind.ClusterWorkflowTemplate => schema.ClusterWorkflowTemplate,
        RunbookKind.CronWorkflow => schema.CronWorkflow,
        RunbookKind.WorkflowEventBinding => schema.WorkflowEventBinding,
        _ => throw new InvalidOperationException($"no schema for {kind}"),
    };

    /// <summary>Values of a wrong type are left out, so that everything else can still be looked at.</summary>
    private static BoundDocument? Bind(YamlDocument document, RunbookKind kind, IReadOnlyList<Problem> problems)
    {
        var wrong = problems.Where(problem => problem.Rule == "wrong-type").Select(problem => document.Find(problem.Path)).OfType<YamlNode>();
        var without = new HashSet<YamlNode>(wrong, ReferenceEqualityComparer.Instance);
        return document.Root.ToJson(without) is { } json ? Bind(json, kind) : null;
    }

    private static BoundDocument? Bind(JsonNode json, RunbookKind kind) => kind switch
    {
        RunbookKind.CronWorkflow => ArgoBinding.TryBind<CronWorkflow>(json) is { } cron
            ? new BoundDocument(kind, AsWorkflow(cron.ApiVersion, cron.Metadata, cron.Spec.WorkflowSpec)) { Cron = cron }
            : null,
        RunbookKind.WorkflowEventBinding => ArgoBinding.TryBind<WorkflowEventBinding>(json) is { } binding
            ? new BoundDocument(kind, AsWorkflow(binding.ApiVersion, binding.Metadata, Submitted(binding))) { Binding = binding }
            : null,
        // The other kinds have the shape of a workflow.
        _ => ArgoBinding.TryBind<Workflow>(json) is { } workflow ? new BoundDocument(kind, workflow) : null,
    };

    private static Workflow AsWorkflow(string apiVersion, Metadata metadata, WorkflowSpec spec) =>
        new() { ApiVersion = apiVersion, Kind = nameof(RunbookKind.Workflow), Metadata = metadata, Spec = spec };

    private static WorkflowSpec Submitted(WorkflowEventBinding binding) => new()
    {
        WorkflowTemplateRef = binding.Spec.Submit?.WorkflowTemplateRef,
        Arguments = binding.Spec.Submit?.Arguments ?? Arguments.None,
    };

    /// <summary>Argo takes a container beside the main one as it is; Kubernetes then refuses the Pod.</summary>
    private static Problem AboutImage(Problem problem) =>
        problem.Rule == "missing-field" && problem.Message.EndsWith("needs 'image'", StringComparison.Ordinal) && Beside().IsMatch(problem.Path)
            ? problem with { Message = "the container has no 'image': Kubernetes will refuse the Pod", Rule = "missing-image", Severity = Severity.Warning }
            : problem;

    [GeneratedRegex(@"\.(sidecars|initContainers)\[\d+\]\z")]
    private static partial Regex Beside();

    /// <param name="hasPlugins">The workflow brings executor plugins, which may know providers that we don't.</param>
    private static Problem AboutProvider(Problem problem, bool hasPlugins)
    {
        if (problem.Rule != "unknown-field" || !problem.Message.Contains("' in plugin", StringComparison.Ordinal)) return problem;
        var message = problem.Message.Replace("unknown field", "unknown provider", StringComparison.Ordinal);
        return hasPlugins
            ? problem with { Message = $"{message}; the workflow's own executor plugins are not carried out here: the step will err", Rule = "executor-plugin", Severity = Severity.Warning }
            : problem with { Message = message, Rule = "unknown-provider" };
    }
}
