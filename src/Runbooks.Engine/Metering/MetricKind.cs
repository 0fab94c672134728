namespace Runbooks.Engine.Metering;

/// <summary>Argo's kinds of custom metrics.</summary>
public enum MetricKind
{
    Gauge,
    Counter,
    Histogram,
}
