namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>Parameter</c>. Its value is always text; numbers and booleans in the document become their text (AnyString).</summary>
public sealed record Parameter
{
    /// <summary>Letters, digits, '-' and '_'.</summary>
    public required string Name { get; init; }

    /// <summary>Its value, which is always text.</summary>
    public AnyString? Value { get; init; }

    /// <summary>What counts if no value is given.</summary>
    public AnyString? Default { get; init; }

    public ValueFrom? ValueFrom { get; init; }

    /// <summary>The only values allowed.</summary>
    public IReadOnlyList<AnyString>? Enum { get; init; }

    /// <summary>For whoever gives it.</summary>
    public string? Description { get; init; }

    /// <summary>Gives an output to the whole run as <c>workflow.outputs.parameters.NAME</c>.</summary>
    public string? GlobalName { get; init; }
}
