using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Runbooks.Engine.Metering;

namespace Runbooks.Server.Metering;

/// <summary>
/// The custom metrics of all runs of this process, as instruments of the meter <see cref="MeterName"/>. As in Prometheus, a name has one kind and one
/// help text, and each set of labels is a time series of its own.
/// </summary>
public sealed class CustomMetrics : IDisposable
{
    public const string MeterName = "Runbooks.CustomMetrics";

    /// <summary>Time series of one metric: what a label makes without a bound must not take the process's memory.</summary>
    private const int MostSeries = 10_000;

    private readonly Meter _meter = new(MeterName);
    private readonly ConcurrentDictionary<string, CustomMetric> _metrics = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;

    public CustomMetrics(TimeProvider time) => _time = time;

    /// <returns>Why the sample can't be taken, in Argo's words; or null.</returns>
    public string? Take(MetricSample sample)
    {
        var metric = _metrics.GetOrAdd(sample.Name, _ => CustomMetric.Make(_meter, sample, _time));
        var problem = metric.Help != sample.Help ? $"help for metric {sample.Name} is already set to {metric.Help}, it cannot be changed"
            : metric.Kind != sample.Kind ? $"found existing {Word(metric.Kind)} for custom metric {sample.Name} of type {sample.Kind}"
            : metric.TryTake(sample, MostSeries) ? null : $"there are {MostSeries:N0} time series of it already; a label must not have a value of its own in each run";
        return problem is null ? null : $"could not construct metric '{sample.Name}': {problem}";
    }

    public void Dispose() => _meter.Dispose();

    private static string Word(MetricKind kind) => kind.ToString().ToLowerInvariant();
}
