using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Pods;
using Runbooks.Waiting;

namespace Runbooks.Kubernetes.Runs;

/// <summary>Which Pods of a run <c>podGC</c> is about.</summary>
internal static class PodSelection
{
    /// <summary>Kubernetes' text form of the run's own label and of <c>podGC.labelSelector</c>.</summary>
    public static string Of(RunIdentity run, PodGC? settings)
    {
        var labels = settings?.LabelSelector?["matchLabels"] as JsonObject ?? [];
        var expressions = PodJson.Items(settings?.LabelSelector?["matchExpressions"]).OfType<JsonObject>().Select(Text);
        return string.Join(',', labels.Select(label => $"{label.Key}={label.Value}").Concat(expressions).Prepend($"{PodLabels.RunId}={PodLabels.Value(run.Id)}"));
    }

    /// <summary>How long a Pod is left after its step; none if it isn't said.</summary>
    public static TimeSpan DelayOf(PodGC? settings) => Duration.Parse(settings?.DeleteDelayDuration ?? "") ?? TimeSpan.Zero;

    private static string Text(JsonObject expression)
    {
        var (key, values) = (expression.Text("key"), string.Join(',', PodJson.Items(expression["values"])));
        return expression.Text("operator") switch
        {
            "In" => $"{key} in ({values})",
            "NotIn" => $"{key} notin ({values})",
            "Exists" => $"{key}",
            "DoesNotExist" => $"!{key}",
            var other => throw new Resources.ResourceRefusedException($"podGC.labelSelector: '{other}' is none of In, NotIn, Exists, DoesNotExist"),
        };
    }
}
