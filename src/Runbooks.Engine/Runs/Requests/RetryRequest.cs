namespace Runbooks.Engine.Runs.Requests;

/// <summary>A run that has ended is to be tried again where it failed.</summary>
/// <param name="RestartSuccessful">What the selector chooses, too, though it succeeded.</param>
/// <param name="NodeFieldSelector">What is to be done again besides what failed.</param>
public sealed record RetryRequest(DateTimeOffset At, string Id, string By, bool RestartSuccessful = false, string? NodeFieldSelector = null) : Request(At, Id, By)
{
    /// <summary>New values for the workflow's parameters, by name.</summary>
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }
}
