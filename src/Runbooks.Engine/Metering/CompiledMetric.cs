using System.Globalization;
using System.Text.RegularExpressions;
using Runbooks.Engine.Argo.CustomMetrics;
using Runbooks.Engine.Conditions;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Metering;

/// <summary>One metric of a template or of the workflow, made ready to measure.</summary>
internal sealed partial class CompiledMetric
{
    private readonly Prometheus _metric;
    private readonly MetricKind? _kind;
    private readonly TextTemplate _name;
    private readonly TextTemplate _help;
    private readonly TextTemplate _value;
    private readonly (string Key, TextTemplate Value)[] _labels;
    private readonly WhenCondition? _when;
    private readonly string? _problem;

    public CompiledMetric(Prometheus metric)
    {
        _metric = metric;
        // Of several, as in Argo, the first in this order.
        (_kind, var value) = metric switch
        {
            { Gauge: { } gauge } => (MetricKind.Gauge, gauge.Value),
            { Histogram: { } histogram } => (MetricKind.Histogram, histogram.Value),
            { Counter: { } counter } => (MetricKind.Counter, counter.Value),
            _ => ((MetricKind?)null, ""),
        };
        (_name, _help, _value) = (TextTemplate.Parse(metric.Name), TextTemplate.Parse(metric.Help), TextTemplate.Parse(value));
        _labels = [.. metric.Labels.Select(label => (label.Key, TextTemplate.Parse(label.Value)))];
        if (metric.When is { Length: > 0 } when && !WhenCondition.TryParse(when, out _when, out var error)) _problem = $"unable to compute 'when' clause for metric '{metric.Name}': {error}";
    }

    /// <summary>Measured from the beginning on.</summary>
    public bool IsRealtime => _metric.Gauge is { Realtime: true };

    /// <param name="node">For a metric of the workflow, its root.</param>
    /// <returns>Null if its condition doesn't hold.</returns>
    /// <exception cref="MetricException">It can't be measured.</exception>
    public MetricSample? Measure(MetricScope scope, RunState run, Node? node)
    {
        if (_problem is not null) throw new MetricException(_problem);
        var help = Fill(_help, scope);
        if (help.Length == 0) throw new MetricException($"metric '{_metric.Name}' must contain a help string under 'help: ' field");
        if (!Holds(scope)) return null;
        var name = Fill(_name, scope);
        if (!Name().IsMatch(name)) throw new MetricException($"could not construct metric '{name}': metric name is invalid: names may only contain alphanumeric characters or '_'");
        var kind = _kind ?? throw new MetricException($"could not construct metric '{name}': invalid metric spec");
        var sample = new MetricSample(name, help, kind, [.. _labels.Select(label => KeyValuePair.Create(label.Key, Fill(label.Value, scope)))])
        {
            Operation = _metric.Gauge?.Operation ?? "Set",
            Buckets = _metric.Histogram?.Buckets ?? [],
        };
        return IsRealtime ? InRealtime(sample, run, node) : sample with { Value = Number(Fill(_value, scope), name) };
    }

    private MetricSample InRealtime(MetricSample sample, RunState run, Node? node) => _value.SingleTag?.Name switch
    {
        "workflow.duration" => sample with { Since = run.StartedAt, Until = run.FinishedAt },
        "duration" when node is not null => sample with { Since = node.StartedAt, Until = node.FinishedAt },
        { } other => throw new MetricException($"'{other}' is not available as a real time metric"),
        null => throw new MetricException("real time metrics can only be used with metric variables"),
    };

    private bool Holds(MetricScope scope)
    {
        try
        {
            return _when?.Holds(scope) != false;
        }
        catch (Exception wrong) when (wrong is ConditionException or UnresolvedTagException)
        {
            throw new MetricException($"unable to compute 'when' clause for metric '{_metric.Name}': {wrong.Message}");
        }
    }

    /// <summary>Unlike in the body of a step, a tag that has no value here is nobody else's.</summary>
    private string Fill(TextTemplate text, MetricScope scope)
    {
        try
        {
            foreach (var tag in text.Tags)
                if (!tag.IsExpression && !tag.Inner.Any() && scope.Find(tag.Name) is null) throw new UnresolvedTagException(tag);
            return text.Fill(scope);
        }
        catch (UnresolvedTagException unresolved)
        {
            throw new MetricException($"unable to substitute parameters for metric '{_metric.Name}': {unresolved.Message}");
        }
    }

    private static double Number(string text, string name) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw new MetricException($"could not construct metric '{name}': '{text}' is no number");

    [GeneratedRegex(@"^[a-zA-Z_][a-zA-Z0-9_]*\z")]
    private static partial Regex Name();
}
