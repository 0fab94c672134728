namespace Runbooks.Engine.Expressions.Syntax;

/// <summary>The text is no expression. Becomes an <see cref="ExpressionError"/> where parsing ends.</summary>
internal sealed class SyntaxException(string message, int offset) : Exception(message)
{
    public ExpressionError Error { get; } = new(message, offset);
}
