namespace Runbooks.Engine.Metering;

/// <summary>A metric can't be measured; the message says which and why, in Argo's words. Ends as a problem of the report.</summary>
internal sealed class MetricException(string message) : Exception(message);
