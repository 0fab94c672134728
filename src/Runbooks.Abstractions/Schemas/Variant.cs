namespace Runbooks.Schemas;

/// <summary>What an object looks like if one of its fields has a certain value: what an operation's parameters are, of a step that names it.</summary>
/// <param name="Field">The field that tells: <c>action</c>.</param>
/// <param name="Value">Its value: <c>StopInstances</c>.</param>
/// <param name="Fields">Fields of which more is known then.</param>
public sealed record Variant(string Field, string Value, IReadOnlyList<Field> Fields)
{
    /// <summary>What more is known by yet another field.</summary>
    public IReadOnlyList<Variant> Variants { get; init; } = [];
}
