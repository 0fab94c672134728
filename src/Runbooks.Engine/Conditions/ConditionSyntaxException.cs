namespace Runbooks.Engine.Conditions;

/// <summary>A condition can't be read.</summary>
/// <param name="isPasted">It can't be read as it stands because a tag's value may be more than one operand.</param>
internal sealed class ConditionSyntaxException(string message, bool isPasted = false) : Exception(message)
{
    public bool IsPasted { get; } = isPasted;

    /// <summary>Where in the text; null as long as nobody has said so.</summary>
    public int? Offset { get; set; }
}
