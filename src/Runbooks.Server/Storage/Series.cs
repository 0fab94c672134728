using Runbooks.Engine.Argo;

namespace Runbooks.Server.Storage;

/// <summary>Which runs are of the same runbook, so that one tells how long the next will take.</summary>
internal static class Series
{
    private static readonly string[] Labels = ["workflow-template", "cluster-workflow-template", "cron-workflow"];

    /// <summary>As in Argo by the label that names its template or cron; else by its <c>generateName</c>. Null if it has neither.</summary>
    public static string? Of(Metadata metadata)
    {
        foreach (var label in Labels)
            if (metadata.Labels.TryGetValue($"workflows.argoproj.io/{label}", out var name)) return $"{label}/{name}";
        return metadata.GenerateName is { Length: > 0 } prefix ? $"generateName/{prefix}" : null;
    }
}
