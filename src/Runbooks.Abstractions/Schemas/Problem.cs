namespace Runbooks.Schemas;

/// <summary>One mistake in a value.</summary>
/// <param name="Path">Where, from the value's root: <c>parameters.Filters[0].Name</c>; empty for the root itself.</param>
/// <param name="Message">What is wrong and what would be right, in one line.</param>
public sealed record Problem(string Path, string Message, Severity Severity = Severity.Error)
{
    /// <summary>A short stable name of the kind of mistake: <c>unknown-field</c>, <c>wrong-type</c>, …</summary>
    public string Rule { get; init; } = "invalid-value";

    /// <summary>The same problem seen from further up.</summary>
    public Problem Under(string parent) => this with { Path = JsonPath.Join(parent, Path) };
}
