namespace Runbooks.Engine.Expressions.Syntax;

internal enum TokenKind
{
    Identifier,
    Number,
    String,
    Bytes,
    Operator,
    Bracket,
    EOF,
}
