namespace Runbooks.Engine.Expressions.Syntax;

/// <summary>The operators by their signs, and how tightly they bind.</summary>
internal static class Operators
{
    public const int PipePrecedence = 0;
    public const int CoalescePrecedence = 500;

    private static readonly Dictionary<string, (BinaryOperator Operator, int Precedence)> Binary = new()
    {
        ["or"] = (BinaryOperator.Or, 10),
        ["||"] = (BinaryOperator.Or, 10),
        ["and"] = (BinaryOperator.And, 15),
        ["&&"] = (BinaryOperator.And, 15),
        ["=="] = (BinaryOperator.Equal, 20),
        ["!="] = (BinaryOperator.NotEqual, 20),
        ["<"] = (BinaryOperator.Less, 20),
        [">"] = (BinaryOperator.More, 20),
        ["<="] = (BinaryOperator.LessOrEqual, 20),
        [">="] = (BinaryOperator.MoreOrEqual, 20),
        ["in"] = (BinaryOperator.In, 20),
        ["matches"] = (BinaryOperator.Matches, 20),
        ["contains"] = (BinaryOperator.Contains, 20),
        ["startsWith"] = (BinaryOperator.StartsWith, 20),
        ["endsWith"] = (BinaryOperator.EndsWith, 20),
        [".."] = (BinaryOperator.Range, 25),
        ["+"] = (BinaryOperator.Add, 30),
        ["-"] = (BinaryOperator.Subtract, 30),
        ["*"] = (BinaryOperator.Multiply, 60),
        ["/"] = (BinaryOperator.Divide, 60),
        ["%"] = (BinaryOperator.Modulo, 60),
        ["**"] = (BinaryOperator.Power, 100),
        ["^"] = (BinaryOperator.Power, 100),
        ["??"] = (BinaryOperator.Coalesce, CoalescePrecedence),
    };

    private static readonly Dictionary<string, (UnaryOperator Operator, int Precedence)> Unary = new()
    {
        ["not"] = (UnaryOperator.Not, 50),
        ["!"] = (UnaryOperator.Not, 50),
        ["-"] = (UnaryOperator.Minus, 90),
        ["+"] = (UnaryOperator.Plus, 90),
    };

    public static bool TryBinary(Token token, out BinaryOperator found, out int precedence)
    {
        var known = Binary.TryGetValue(token.Value, out var entry) && token.Is(TokenKind.Operator);
        (found, precedence) = entry;
        return known;
    }

    public static bool TryUnary(Token token, out UnaryOperator found, out int precedence)
    {
        var known = Unary.TryGetValue(token.Value, out var entry) && token.Is(TokenKind.Operator);
        (found, precedence) = entry;
        return known;
    }

    /// <summary><c>not in</c>, <c>not matches</c>, …</summary>
    public static bool CanBeNegated(Token token) => token.Is(TokenKind.Operator) && token.Value is "contains" or "matches" or "startsWith" or "endsWith" or "in";

    public static bool IsComparison(Token token) => token.Is(TokenKind.Operator) && token.Value is "<" or ">" or "<=" or ">=";
}
