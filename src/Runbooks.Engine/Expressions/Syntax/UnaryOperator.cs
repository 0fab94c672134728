namespace Runbooks.Engine.Expressions.Syntax;

internal enum UnaryOperator
{
    Not,
    Minus,
    Plus,
}
