using System.ComponentModel;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>Sequence</c>: whole numbers to loop over, written as numbers or as text with tags.</summary>
public sealed record Sequence
{
    /// <summary>How many; not to be used with <see cref="End"/>.</summary>
    public AnyString? Count { get; init; }

    /// <summary>The first number.</summary>
    [DefaultValue("0")]
    public AnyString? Start { get; init; }

    /// <summary>The last number; below the first, the sequence counts down.</summary>
    public AnyString? End { get; init; }

    /// <summary>How each number is printed, as for Go's <c>Printf</c>: <c>host-%03d</c>.</summary>
    public string? Format { get; init; }
}
