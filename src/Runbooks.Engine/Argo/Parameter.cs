namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>Parameter</c>. Its value is always text; numbers and booleans in the document become their text (AnyString).</summary>
public sealed record Parameter
{
    public required string Name { get; init; }
    public AnyString? Value { get; init; }
    public AnyString? Default { get; init; }
    public ValueFrom? ValueFrom { get; init; }

    /// <summary>The only values allowed.</summary>
    public IReadOnlyList<AnyString>? Enum { get; init; }

    public string? Description { get; init; }

    /// <summary>Gives an output to the whole run as <c>workflow.outputs.parameters.NAME</c>.</summary>
    [NotYet]
    public string? GlobalName { get; init; }
}
