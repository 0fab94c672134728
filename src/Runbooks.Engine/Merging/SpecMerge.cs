using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Argo.Artifacts;
using Runbooks.Engine.Status;

namespace Runbooks.Engine.Merging;

/// <summary>A workflow's own spec put over that of its <c>workflowTemplateRef</c>, in Argo's order of preference.</summary>
internal static class SpecMerge
{
    public static WorkflowSpec Join(WorkflowSpec own, WorkflowSpec other)
    {
        // Hooks and labels from expressions are taken whole, from one or the other.
        var below = other with { Hooks = null, WorkflowMetadata = other.WorkflowMetadata is { } metadata ? metadata with { LabelsFrom = null } : null };
        var merged = Merge<WorkflowSpec>(below, own);
        return merged with
        {
            Hooks = Join(own.Hooks, other.Hooks),
            WorkflowMetadata = Join(own.WorkflowMetadata, other.WorkflowMetadata, merged.WorkflowMetadata),
            Suspend = own.Suspend,
            Arguments = merged.Arguments with
            {
                Parameters = [.. merged.Arguments.Parameters.Select(parameter => Preferred(parameter, own, other))],
                Artifacts = merged.Arguments.Artifacts is { } artifacts ? [.. artifacts.Select(artifact => Preferred(artifact, own))] : null,
            },
        };
    }

    /// <summary>Value, default and source of a parameter stand together: they aren't mixed from two documents.</summary>
    private static Parameter Preferred(Parameter merged, WorkflowSpec own, WorkflowSpec other) =>
        own.Arguments.Parameters.Concat(other.Arguments.Parameters).FirstOrDefault(parameter => parameter.Name == merged.Name && parameter is not { Value: null, Default: null, ValueFrom: null }) ?? merged;

    /// <summary>An artifact keeps what it gets from below only where both are in the same kind of store.</summary>
    private static Artifact Preferred(Artifact merged, WorkflowSpec own)
    {
        if (own.Arguments.Artifacts?.FirstOrDefault(artifact => artifact.Name == merged.Name) is not { } preferred) return merged;
        return Store(merged) == Store(preferred) ? merged : preferred;
    }

    private static string Store(Artifact artifact) => string.Join(',', Json(artifact).Where(field => field.Value is JsonObject && field.Key is not ("archive" or "artifactGC")).Select(field => field.Key));

    private static IReadOnlyDictionary<string, T>? Join<T>(IReadOnlyDictionary<string, T>? own, IReadOnlyDictionary<string, T>? other) =>
        own is null ? other : other is null ? own : own.Concat(other).DistinctBy(each => each.Key).ToDictionary();

    private static WorkflowMetadata? Join(WorkflowMetadata? own, WorkflowMetadata? other, WorkflowMetadata? merged) =>
        own is null && other is null ? null : (merged ?? new WorkflowMetadata()) with { LabelsFrom = Join(own?.LabelsFrom, other?.LabelsFrom) };

    private static T Merge<T>(T below, T over) => StrategicMerge.OfWorkflows.Merge(Json(below), Json(over)).Deserialize<T>(ArgoJson.Options)!;

    private static JsonObject Json<T>(T record) => JsonSerializer.SerializeToNode(record, SpecJson.Options)!.AsObject();
}
