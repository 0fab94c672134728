namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>HTTPHeader</c>.</summary>
public sealed record HttpHeader
{
    /// <summary>The header's name.</summary>
    public required string Name { get; init; }

    /// <summary>The header's value.</summary>
    public string? Value { get; init; }

    /// <summary>Where the value comes from.</summary>
    public HttpHeaderSource? ValueFrom { get; init; }
}
