namespace Runbooks.Engine.Runs.Requests;

/// <summary>The run is to end before its time; or only some suspend nodes of it that wait.</summary>
/// <param name="Strategy">Whether exit handlers still run.</param>
/// <param name="NodeFieldSelector">Only these suspend nodes fail, and nothing else is ended; null for the run as a whole.</param>
/// <param name="Message">Of these nodes.</param>
public sealed record StopRequest(DateTimeOffset At, string Id, string By, ShutdownStrategy Strategy, string? NodeFieldSelector = null, string? Message = null) : Request(At, Id, By);
