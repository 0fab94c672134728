namespace Runbooks.Engine.Runs.Requests;

/// <summary>The suspend nodes that wait are to go on, and a run that is suspended as a whole is, too.</summary>
/// <param name="NodeFieldSelector">Only these nodes, and not the run as a whole; null for all.</param>
public sealed record ResumeRequest(DateTimeOffset At, string Id, string By, string? NodeFieldSelector = null) : Request(At, Id, By);
