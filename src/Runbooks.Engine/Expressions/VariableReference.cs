namespace Runbooks.Engine.Expressions;

/// <summary>A variable that an expression reads.</summary>
/// <param name="Path">Its name and those of the members that follow: inputs, parameters, my-x.</param>
/// <param name="Offset">Where the first name stands in the text.</param>
/// <param name="MayBeAbsent">The expression says what to do without it, with <c>??</c> or <c>?.</c>.</param>
public sealed record VariableReference(IReadOnlyList<string> Path, int Offset, bool MayBeAbsent)
{
    public string Name => string.Join('.', Path);
}
