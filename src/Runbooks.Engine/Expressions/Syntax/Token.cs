namespace Runbooks.Engine.Expressions.Syntax;

/// <param name="Value">As written; of a text, what it means.</param>
internal readonly record struct Token(TokenKind Kind, string Value, int Offset)
{
    public bool Is(TokenKind kind) => Kind == kind;

    public bool IsOperator(string value) => Kind == TokenKind.Operator && Value == value;

    public bool IsBracket(string value) => Kind == TokenKind.Bracket && Value == value;

    public override string ToString() => Value.Length == 0 ? $"{Kind}" : $"{Kind}(\"{Value}\")";
}
