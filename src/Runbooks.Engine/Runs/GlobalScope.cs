using System.Globalization;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>The variables every template of a run can see: <c>workflow.*</c>.</summary>
internal sealed class GlobalScope(RunState run) : Scope
{
    private readonly Dictionary<string, string> _parameters = run.Runbook.Workflow.Spec.Arguments.Parameters
        .Where(parameter => parameter.Value is not null)
        .ToDictionary(parameter => parameter.Name, parameter => parameter.Value!.Text, StringComparer.Ordinal);

    private Metadata Metadata => run.Runbook.Workflow.Metadata;

    protected override string? FindHere(string name) => name switch
    {
        "workflow.name" => run.Run.Name,
        "workflow.namespace" => run.Run.Namespace,
        "workflow.uid" => run.Run.Id,
        "workflow.mainEntrypoint" => run.Runbook.Workflow.Spec.Entrypoint,
        "workflow.serviceAccountName" => run.Runbook.Workflow.Spec.ServiceAccountName ?? "default",
        "workflow.status" => run.Phase.ToString(),
        "workflow.creationTimestamp" => Rfc3339(run.SubmittedAt),
        "workflow.creationTimestamp.RFC3339" => Rfc3339(run.SubmittedAt),
        "workflow.creationTimestamp.s" => run.SubmittedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        "workflow.parameters" or "workflow.parameters.json" => ParametersJson.Of(run.Runbook.Workflow.Spec.Arguments.Parameters, _parameters),
        "workflow.labels" or "workflow.labels.json" => GoJson.TextMap(Metadata.Labels),
        "workflow.annotations" or "workflow.annotations.json" => GoJson.TextMap(Metadata.Annotations),
        _ => Under("workflow.parameters.", name, _parameters)
            ?? Under("workflow.labels.", name, Metadata.Labels)
            ?? Under("workflow.annotations.", name, Metadata.Annotations),
    };

    private static string? Under(string prefix, string name, IReadOnlyDictionary<string, string> values) =>
        name.StartsWith(prefix, StringComparison.Ordinal) ? values.GetValueOrDefault(name[prefix.Length..]) : null;

    internal static string Rfc3339(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
