using Runbooks.Engine.Argo.CustomMetrics;
using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Metering;

/// <summary>The metrics of a template or of the workflow.</summary>
internal sealed class CompiledMetrics
{
    private readonly CompiledMetric[] _metrics;

    private CompiledMetrics(CompiledMetric[] metrics) => _metrics = metrics;

    /// <returns>Null if there are none.</returns>
    public static CompiledMetrics? Of(Metrics? metrics) => metrics is { Prometheus.Count: > 0 } ? new CompiledMetrics([.. metrics.Prometheus.Select(metric => new CompiledMetric(metric))]) : null;

    /// <param name="node">What is measured; for the metrics of the workflow, its root.</param>
    /// <param name="atStart">It has just begun: only what is measured in real time.</param>
    public MetricReport Measure(RunState run, Node? node, DateTimeOffset now, bool atStart)
    {
        var (samples, problems) = (new List<MetricSample>(), new List<string>());
        var scope = new MetricScope(run, node, now);
        foreach (var metric in _metrics.Where(metric => !atStart || metric.IsRealtime))
        {
            try
            {
                if (metric.Measure(scope, run, node) is { } sample) samples.Add(sample);
            }
            catch (MetricException wrong)
            {
                problems.Add(wrong.Message);
            }
        }
        return new MetricReport(samples, problems);
    }
}
