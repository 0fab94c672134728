using System.Globalization;
using System.Text.RegularExpressions;
using Runbooks.Engine.Argo.CustomMetrics;
using Runbooks.Engine.Conditions;
using Runbooks.Engine.Templating;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Each custom metric has a name and labels as Prometheus has them, one kind, and a value. Argo's validation looks only at those of templates.</summary>
internal static partial class CustomMetrics
{
    /// <summary>What is different in each run, or each node: a label with it makes a new time series every time.</summary>
    private static readonly string[] Unbounded = ["workflow.name", "workflow.uid", "workflow.creationTimestamp", "workflow.duration", "pod.name", "node.name", "duration"];

    public static void Check(LintContext context)
    {
        CheckAll(context, context.Workflow.Spec.Metrics, $"{context.SpecPath}.metrics", isOfTemplate: false);
        foreach (var site in context.Templates) CheckAll(context, site.Template.Metrics, $"{site.Path}.metrics", isOfTemplate: true);
    }

    private static void CheckAll(LintContext context, Metrics? metrics, string path, bool isOfTemplate)
    {
        for (var i = 0; i < metrics?.Prometheus.Count; i++)
        {
            var report = new Report(context, isOfTemplate ? Severity.Error : Severity.Warning);
            CheckMetric(report, metrics.Prometheus[i], $"{path}.prometheus[{i}]");
        }
    }

    private static void CheckMetric(Report report, Prometheus metric, string path)
    {
        if (!Name().IsMatch(metric.Name)) report.Wrong($"{path}.name", $"metric name '{metric.Name}' is invalid; it may have letters, digits and '_', and begins with no digit", "invalid-metric");
        if (metric.Help.Length == 0) report.Wrong(path, $"metric '{metric.Name}' must contain a help string under 'help'", "invalid-metric");
        if (metric.When is { Length: > 0 } when && !WhenCondition.TryParse(when, out _, out var error)) report.Warn($"{path}.when", error, "invalid-condition");
        CheckKind(report, metric, path);
        for (var i = 0; i < metric.Labels.Count; i++) CheckLabel(report, metric.Labels[i], $"{path}.labels[{i}]");
    }

    private static void CheckKind(Report report, Prometheus metric, string path)
    {
        (string Name, string Value)[] kinds = [.. new[] { ("gauge", metric.Gauge?.Value), ("histogram", metric.Histogram?.Value), ("counter", metric.Counter?.Value) }.Where(kind => kind.Item2 is not null).Select(kind => (kind.Item1, kind.Item2!))];
        if (kinds.Length == 0) report.Warn(path, $"metric '{metric.Name}' measures nothing: it needs one of gauge, counter, histogram", "invalid-metric");
        if (kinds.Length > 1) report.Warn(path, $"metric '{metric.Name}' has {string.Join(" and ", kinds.Select(kind => kind.Name))}; only '{kinds[0].Name}' counts", "invalid-metric");
        foreach (var (name, value) in kinds) CheckValue(report, metric, name, value, $"{path}.{name}");
    }

    private static void CheckValue(Report report, Prometheus metric, string kind, string value, string path)
    {
        if (value.Length == 0) report.Wrong(path, $"metric '{metric.Name}' error: missing {kind}.value", "invalid-metric");
        else if (!TextTemplate.MayHaveTags(value) && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) report.Warn($"{path}.value", $"'{value}' is no number", "invalid-metric");
        if (kind != "gauge" || metric.Gauge is not { Realtime: true }) return;
        if (value.Contains("resourcesDuration.", StringComparison.Ordinal)) report.Wrong(path, $"metric '{metric.Name}' error: 'resourcesDuration.*' metrics cannot be used in real-time", "invalid-metric");
        else if (TextTemplate.Parse(value).SingleTag?.Name is not ("duration" or "workflow.duration")) report.Warn($"{path}.value", "in real time only '{{duration}}' and '{{workflow.duration}}' are known", "invalid-metric");
    }

    private static void CheckLabel(Report report, MetricLabel label, string path)
    {
        if (!Name().IsMatch(label.Key)) report.Wrong($"{path}.key", $"metric label '{label.Key}' is invalid; it may have letters, digits and '_', and begins with no digit", "invalid-metric");
        if (TextTemplate.Parse(label.Value).Tags.FirstOrDefault(tag => Unbounded.Contains(tag.Name)) is { } tag)
            report.Warn($"{path}.value", $"{tag} is another one each time: each makes a time series of its own, which are kept for as long as the process lives", "unbounded-label");
    }

    /// <param name="grave">How grave it is what Argo refuses in a template.</param>
    private sealed class Report(LintContext context, Severity grave)
    {
        public void Wrong(string path, string message, string rule) => context.Report(path, context.Document.PositionOf(path), message, rule, grave);

        public void Warn(string path, string message, string rule) => context.Warning(path, message, rule);
    }

    [GeneratedRegex(@"^[a-zA-Z_][a-zA-Z0-9_]*\z")]
    private static partial Regex Name();
}
