namespace Runbooks.Engine.Metering;

/// <summary>One number for one custom metric of a runbook.</summary>
/// <param name="Name">Letters, digits and <c>_</c>.</param>
/// <param name="Help">What it counts; the same for all samples of a name.</param>
/// <param name="Labels">In the order of the document.</param>
public sealed record MetricSample(string Name, string Help, MetricKind Kind, IReadOnlyList<KeyValuePair<string, string>> Labels)
{
    public double Value { get; init; }

    /// <summary>For a gauge: <c>Set</c>, <c>Add</c> or <c>Sub</c>.</summary>
    public string Operation { get; init; } = "Set";

    /// <summary>For a histogram: the upper bounds.</summary>
    public IReadOnlyList<double> Buckets { get; init; } = [];

    /// <summary>For a gauge in real time: it is the seconds since then. Null for any other.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>For a gauge in real time: the clock stands from then on.</summary>
    public DateTimeOffset? Until { get; init; }
}
