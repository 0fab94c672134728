using System.Globalization;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>The variables every template of a run can see: <c>workflow.*</c>.</summary>
internal sealed class GlobalScope : Scope
{
    /// <summary>The annotation of a run that a CronWorkflow has started.</summary>
    public const string ScheduledTime = "workflows.argoproj.io/scheduled-time";

    private const string Parameters = "workflow.parameters.";
    private const string Labels = "workflow.labels.";
    private const string Annotations = "workflow.annotations.";
    private const string Outputs = "workflow.outputs.parameters.";

    private static readonly string[] Names =
    [
        "annotations", "creationTimestamp", "duration", "failures", "labels", "mainEntrypoint", "name", "namespace", "parameters", "priority", "scheduledTime", "serviceAccountName", "status", "uid",
    ];

    private readonly RunState _run;
    private readonly WorkflowArguments _arguments;
    private readonly RunFailures _failures;
    private Occasion? _occasion;

    public GlobalScope(RunState run)
    {
        _run = run;
        _failures = new RunFailures(run);
        _arguments = new WorkflowArguments(run.Runbook.Workflow.Spec.Arguments, this, run.SubmittedAt);
    }

    public override Occasion Occasion => _occasion?.Now == _run.Now ? _occasion : _occasion = new Occasion(_run.Now, _run.Run.Id);

    private Metadata Metadata => _run.Metadata;

    public RunState Run => _run;

    /// <summary>The value of one of the workflow's arguments, or null.</summary>
    public string? Argument(string name) => _arguments.Find(name);

    protected override string? FindHere(string name) => name switch
    {
        "workflow.name" => _run.Run.Name,
        "workflow.namespace" => _run.Run.Namespace,
        "workflow.uid" => _run.Run.Id,
        "workflow.mainEntrypoint" => _run.Runbook.Workflow.Spec.Entrypoint,
        "workflow.serviceAccountName" => _run.Runbook.Workflow.Spec.ServiceAccountName ?? "default",
        "workflow.priority" => _run.Runbook.Workflow.Spec.Priority?.ToString(CultureInfo.InvariantCulture),
        "workflow.status" => _run.Root is { IsFinished: true } root ? StatusOf(root.Phase) : _run.Phase.ToString(),
        "workflow.failures" => _failures.ToString(),
        "workflow.duration" => _run.StartedAt is { } at ? (_run.Now - at).TotalSeconds.ToString("F6", CultureInfo.InvariantCulture) : "0.000000",
        "workflow.scheduledTime" => Metadata.Annotations.GetValueOrDefault(ScheduledTime),
        "workflow.parameters" or "workflow.parameters.json" => ParametersJson.Of(_run.Runbook.Workflow.Spec.Arguments.Parameters, _arguments.Written),
        "workflow.labels" or "workflow.labels.json" => GoJson.TextMap(Metadata.Labels),
        "workflow.annotations" or "workflow.annotations.json" => GoJson.TextMap(Metadata.Annotations),
        _ when name.StartsWith(CreationTimestamp.Name, StringComparison.Ordinal) => CreationTimestamp.Find(name, _run.SubmittedAt),
        _ when name.StartsWith(Parameters, StringComparison.Ordinal) => _arguments.Find(name[Parameters.Length..]),
        _ when name.StartsWith(Outputs, StringComparison.Ordinal) => _run.GlobalOutputs.Find(name[Outputs.Length..]),
        _ => Under(Labels, name, Metadata.Labels) ?? Under(Annotations, name, Metadata.Annotations),
    };

    /// <summary>What runs at the end runs, too, where what it reads was never begun.</summary>
    protected override bool LetsStayHere(string name) => name.StartsWith(Outputs, StringComparison.Ordinal) && _run.Root is { IsFinished: true };

    protected override IEnumerable<string> NamesUnderHere(string name) => name switch
    {
        "" => ["workflow"],
        "workflow" => Names.Where(each => each is not ("priority" or "scheduledTime") || FindHere($"workflow.{each}") is not null).Concat(DottedNames.Under(Outputs, _run.GlobalOutputs.Parameters.Keys, name)),
        _ when name.StartsWith("workflow.outputs", StringComparison.Ordinal) => DottedNames.Under(Outputs, _run.GlobalOutputs.Parameters.Keys, name),
        CreationTimestamp.Name => CreationTimestamp.Formats,
        _ when name.StartsWith("workflow.parameters", StringComparison.Ordinal) => DottedNames.Under(Parameters, _arguments.Written.Keys.Append("json"), name),
        _ when name.StartsWith("workflow.labels", StringComparison.Ordinal) => DottedNames.Under(Labels, Metadata.Labels.Keys.Append("json"), name),
        _ when name.StartsWith("workflow.annotations", StringComparison.Ordinal) => DottedNames.Under(Annotations, Metadata.Annotations.Keys.Append("json"), name),
        _ => [],
    };

    private static string? Under(string prefix, string name, IReadOnlyDictionary<string, string> values) =>
        name.StartsWith(prefix, StringComparison.Ordinal) ? values.GetValueOrDefault(name[prefix.Length..]) : null;

    /// <summary>The workflow's status as its first node's phase makes it.</summary>
    internal static string StatusOf(NodePhase phase) => phase is NodePhase.Skipped or NodePhase.Omitted ? nameof(NodePhase.Succeeded) : phase.ToString();

    internal static string Rfc3339(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
