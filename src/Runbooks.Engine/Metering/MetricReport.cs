namespace Runbooks.Engine.Metering;

/// <param name="Problems">What could not be measured, and why: Argo's condition <c>MetricsError</c>.</param>
internal sealed record MetricReport(IReadOnlyList<MetricSample> Samples, IReadOnlyList<string> Problems);
