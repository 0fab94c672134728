namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>TTLStrategy</c>: how long a run that has ended is kept, in seconds.</summary>
public sealed record TtlStrategy
{
    /// <summary>However it ended.</summary>
    public int? SecondsAfterCompletion { get; init; }

    /// <summary>If it succeeded; goes before the one for all.</summary>
    public int? SecondsAfterSuccess { get; init; }

    /// <summary>If it failed or erred; goes before the one for all.</summary>
    public int? SecondsAfterFailure { get; init; }
}
