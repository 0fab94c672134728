namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>HTTPBodySource</c>.</summary>
public sealed record HttpBodySource
{
    /// <summary>In base64.</summary>
    public string? Bytes { get; init; }
}
