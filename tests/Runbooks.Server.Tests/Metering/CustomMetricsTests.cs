using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;
using Runbooks.Engine.Metering;
using Runbooks.Server.Metering;

namespace Runbooks.Server.Tests.Metering;

public sealed class CustomMetricsTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly CustomMetrics _metrics;
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, double> _seen = [];

    public CustomMetricsTests()
    {
        _metrics = new CustomMetrics(_time);
        // Tests that run at the same time have meters of the same name.
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == CustomMetrics.MeterName && instrument.Name.StartsWith(Prefix, StringComparison.Ordinal)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) =>
            _seen[$"{instrument.Name[Prefix.Length..]}{{{string.Join(',', labels.ToArray().Select(label => $"{label.Key}={label.Value}"))}}}"] = value);
        _listener.Start();
    }

    private string Prefix { get; } = $"t{Guid.NewGuid():N}_";

    [Fact]
    public void Counters_add_up_for_each_set_of_labels()
    {
        Take(Sample("runs", MetricKind.Counter, 1, ("status", "Failed")));
        Take(Sample("runs", MetricKind.Counter, 2, ("status", "Failed")));
        Take(Sample("runs", MetricKind.Counter, 5, ("status", "Succeeded")));

        Assert.Equal(new Dictionary<string, double> { ["runs{status=Failed}"] = 3, ["runs{status=Succeeded}"] = 5 }, Look());
    }

    [Theory]
    [InlineData("Set", 2)]
    [InlineData("Add", 12)]
    [InlineData("Sub", 8)]
    public void A_gauge_is_set_or_changed(string operation, double expected)
    {
        Take(Sample("left", MetricKind.Gauge, 10));
        Take(Sample("left", MetricKind.Gauge, 2) with { Operation = operation });

        Assert.Equal(expected, Look()["left{}"]);
    }

    [Fact]
    public void A_gauge_in_real_time_goes_on_until_it_is_told_its_end()
    {
        Take(Sample("took", MetricKind.Gauge, 0) with { Since = Start });
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(5, Look()["took{}"]);

        Take(Sample("took", MetricKind.Gauge, 0) with { Since = Start, Until = Start.AddSeconds(7) });
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(7, Look()["took{}"]);
    }

    [Fact]
    public void A_histogram_takes_every_number_and_has_the_bounds_of_the_document()
    {
        Take(Sample("size", MetricKind.Histogram, 3, ("of", "a")) with { Buckets = [5, 1] });

        Assert.Equal(3, _seen["size{of=a}"]);
    }

    [Fact]
    public void Another_help_or_kind_for_the_same_name_is_refused()
    {
        Take(Sample("runs", MetricKind.Counter, 1));

        Assert.Equal($"could not construct metric '{Prefix}runs': help for metric {Prefix}runs is already set to help, it cannot be changed", _metrics.Take(Sample("runs", MetricKind.Counter, 1) with { Help = "other" }));
        Assert.Equal($"could not construct metric '{Prefix}runs': found existing counter for custom metric {Prefix}runs of type Gauge", _metrics.Take(Sample("runs", MetricKind.Gauge, 1)));
    }

    [Fact]
    public void Labels_without_a_bound_come_to_an_end()
    {
        for (var i = 0; i < 10_000; i++) Take(Sample("runs", MetricKind.Counter, 1, ("run", $"{i}")));

        Assert.Contains("there are 10,000 time series of it already", _metrics.Take(Sample("runs", MetricKind.Counter, 1, ("run", "one more"))));
        Assert.Null(_metrics.Take(Sample("runs", MetricKind.Counter, 1, ("run", "7"))));
    }

    public void Dispose()
    {
        _listener.Dispose();
        _metrics.Dispose();
    }

    private void Take(MetricSample sample) => Assert.Null(_metrics.Take(sample));

    private Dictionary<string, double> Look()
    {
        _seen.Clear();
        _listener.RecordObservableInstruments();
        return _seen;
    }

    private MetricSample Sample(string name, MetricKind kind, double value, params (string Key, string Value)[] labels) =>
        new(Prefix + name, "help", kind, [.. labels.Select(label => KeyValuePair.Create(label.Key, label.Value))]) { Value = value };
}
