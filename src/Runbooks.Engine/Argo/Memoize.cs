namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>Memoize</c>: outputs kept from an earlier success are used again.</summary>
public sealed record Memoize
{
    /// <summary>What the outputs depend on.</summary>
    public required string Key { get; init; }

    /// <summary>How old they may be, as in Go (<c>24h</c>); empty for any age.</summary>
    public string MaxAge { get; init; } = "";

    /// <summary>Where they are kept.</summary>
    public required Cache Cache { get; init; }
}
