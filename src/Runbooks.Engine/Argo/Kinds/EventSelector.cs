namespace Runbooks.Engine.Argo.Kinds;

/// <summary>Argo's <c>Event</c>.</summary>
public sealed record EventSelector
{
    /// <summary>An expression over <c>payload</c>, <c>metadata</c>, <c>discriminator</c> and <c>namespace</c>.</summary>
    public required string Selector { get; init; }
}
