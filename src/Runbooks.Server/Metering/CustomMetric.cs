using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Runbooks.Engine.Metering;

namespace Runbooks.Server.Metering;

/// <summary>One metric with all its time series. Gauges and counters are kept here, and read when someone looks.</summary>
internal sealed class CustomMetric
{
    private readonly ConcurrentDictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private Histogram<double>? _histogram;

    private CustomMetric(MetricSample first, TimeProvider time) => (Help, Kind, _time) = (first.Help, first.Kind, time);

    public string Help { get; }

    public MetricKind Kind { get; }

    public static CustomMetric Make(Meter meter, MetricSample first, TimeProvider time)
    {
        var metric = new CustomMetric(first, time);
        switch (first.Kind)
        {
            case MetricKind.Gauge: meter.CreateObservableGauge(first.Name, metric.Observe, unit: null, first.Help); break;
            case MetricKind.Counter: meter.CreateObservableCounter(first.Name, metric.Observe, unit: null, first.Help); break;
            default: metric._histogram = meter.CreateHistogram(first.Name, unit: null, first.Help, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [.. first.Buckets.Order()] }); break;
        }
        return metric;
    }

    /// <returns>False: there are as many time series as there may be.</returns>
    public bool TryTake(MetricSample sample, int mostSeries)
    {
        var key = string.Join('\0', sample.Labels.SelectMany(label => new[] { label.Key, label.Value }));
        if (!_series.ContainsKey(key) && _series.Count >= mostSeries) return false;
        var series = _series.GetOrAdd(key, _ => new Series([.. sample.Labels.Select(label => KeyValuePair.Create(label.Key, (object?)label.Value))]));
        if (_histogram is null) series.Take(sample);
        else _histogram.Record(sample.Value, series.Labels);
        return true;
    }

    private IEnumerable<Measurement<double>> Observe() => _series.Values.Select(series => new Measurement<double>(series.Value(_time.GetUtcNow()), series.Labels));

    private sealed class Series(KeyValuePair<string, object?>[] labels)
    {
        private readonly Lock _lock = new();
        private double _value;
        private DateTimeOffset? _since;
        private DateTimeOffset? _until;

        public KeyValuePair<string, object?>[] Labels => labels;

        public void Take(MetricSample sample)
        {
            lock (_lock)
            {
                (_since, _until) = (sample.Since, sample.Until);
                _value = sample switch
                {
                    { Kind: MetricKind.Counter } or { Operation: "Add" } => _value + sample.Value,
                    { Operation: "Sub" } => _value - sample.Value,
                    _ => sample.Value,
                };
            }
        }

        public double Value(DateTimeOffset now)
        {
            lock (_lock) return _since is { } since ? ((_until ?? now) - since).TotalSeconds : _value;
        }
    }
}
