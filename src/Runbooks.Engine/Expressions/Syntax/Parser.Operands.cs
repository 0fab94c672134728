using System.Globalization;
using System.Text;
using Runbooks.Engine.Expressions.Functions;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Syntax;

internal sealed partial class Parser
{
    /// <summary>The functions with a closure.</summary>
    public static readonly IReadOnlySet<string> Predicates = new HashSet<string>
    {
        "all", "none", "any", "one", "filter", "map", "count", "sum", "find", "findIndex", "findLast", "findLastIndex", "groupBy", "sortBy", "reduce",
    };

    private static readonly HashSet<string> PredicateIsOptional = ["count", "sum"];
    private static readonly HashSet<string> HasThirdArgument = ["sortBy", "reduce"];

    private SyntaxNode Primary()
    {
        var token = Current;
        if (Operators.TryUnary(token, out var unary, out var binding))
        {
            Take();
            return Postfix(Node(new UnaryNode(token.Offset, unary, Nested(() => Binary(binding)))));
        }
        if (token.IsBracket("("))
        {
            Take();
            var inner = Sequence();
            ExpectBracket(")");
            return Postfix(inner);
        }
        if (_predicates > 0 && (token.IsOperator("#") || token.IsOperator("."))) return Postfix(Pointer());
        if (!TakeOperator("::")) return Secondary();
        return Postfix(Call(ExpectIdentifier(), [], canBeVariable: false));
    }

    /// <summary><c>#</c>, <c>#acc</c>; a dot alone is the item too, and is left for the member that follows.</summary>
    private PointerNode Pointer()
    {
        var token = Current;
        var name = TakeOperator("#") && Current.Is(TokenKind.Identifier) ? Take().Value : "";
        return Node(new PointerNode(token.Offset, name));
    }

    private SyntaxNode Secondary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Identifier: return Identifier();
            case TokenKind.Number: return Node(Number(Take()));
            case TokenKind.String: return Postfix(Node(new LiteralNode(Take().Offset, token.Value)));
            case TokenKind.Bytes: return Postfix(Node(new LiteralNode(Take().Offset, Encoding.Latin1.GetBytes(token.Value))));
            case TokenKind.Bracket when token.Value == "[": return Postfix(Array());
            case TokenKind.Bracket when token.Value == "{": return Postfix(Map());
            default: throw Unexpected();
        }
    }

    private SyntaxNode Identifier()
    {
        var token = Take();
        if (token.Value is "true" or "false") return Node(new LiteralNode(token.Offset, token.Value == "true"));
        if (token.Value == "nil") return Node(new LiteralNode(token.Offset, null));
        return Postfix(Current.IsBracket("(") ? Call(token, [], canBeVariable: true) : Node(new IdentifierNode(token.Offset, token.Value)));
    }

    private static LiteralNode Number(Token token)
    {
        var text = token.Value.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        if (text.StartsWith("0x", StringComparison.Ordinal)) return Integer(token, text[2..], 16, "hex");
        if (text.AsSpan().IndexOfAny('.', 'e') >= 0) return Float(token, text);
        if (text.StartsWith("0b", StringComparison.Ordinal)) return Integer(token, text[2..], 2, "binary");
        if (text.StartsWith("0o", StringComparison.Ordinal)) return Integer(token, text[2..], 8, "octal");
        return Integer(token, text, 10, "integer");
    }

    private static LiteralNode Float(Token token, string text) =>
        GoNumber.ParseFloat(text) is { } number
            ? new LiteralNode(token.Offset, number)
            : throw new SyntaxException($"invalid float literal: \"{token.Value}\"", token.Offset);

    private static LiteralNode Integer(Token token, string digits, int radix, string what)
    {
        UInt128 value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit) || Digit(digit) >= radix || value > long.MaxValue) throw Invalid();
            value = value * (uint)radix + (uint)Digit(digit);
        }
        return digits.Length > 0 && value <= long.MaxValue ? new LiteralNode(token.Offset, (long)value) : throw Invalid();

        SyntaxException Invalid() => new($"invalid {what} literal: \"{token.Value}\" is no integer of 64 bits", token.Offset);
    }

    private static int Digit(char digit) => int.Parse([digit], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <param name="arguments">What a pipe brings: <c>x | f(y)</c> is <c>f(x, y)</c>.</param>
    private SyntaxNode Call(Token name, List<SyntaxNode> arguments, bool canBeVariable)
    {
        var isVariable = canBeVariable && _variables.Contains(name.Value);
        if (!isVariable && Predicates.Contains(name.Value)) return Node(new BuiltinNode(name.Offset, name.Value, PredicateArguments(name, arguments)));
        if (!isVariable && Builtins.All.ContainsKey(name.Value)) return Node(new BuiltinNode(name.Offset, name.Value, Arguments(arguments)));
        return Node(new CallNode(name.Offset, Node(new IdentifierNode(name.Offset, name.Value)), Arguments(arguments)));
    }

    private List<SyntaxNode> Arguments(List<SyntaxNode> arguments)
    {
        ExpectBracket("(");
        return List(")", arguments);
    }

    /// <summary>Expressions with commas between and perhaps one at the end.</summary>
    private List<SyntaxNode> List(string close, List<SyntaxNode> nodes)
    {
        while (!Current.IsBracket(close))
        {
            nodes.Add(Expression());
            if (!Current.IsBracket(close)) ExpectOperator(",");
        }
        Take();
        return nodes;
    }

    private List<SyntaxNode> PredicateArguments(Token name, List<SyntaxNode> arguments)
    {
        ExpectBracket("(");
        var piped = arguments.Count > 0;
        if (!piped) arguments.Add(Expect(name, Expression, mayEnd: false, first: true)!);
        if (Expect(name, Predicate, PredicateIsOptional.Contains(name.Value), first: piped) is { } predicate) arguments.Add(predicate);
        if (HasThirdArgument.Contains(name.Value) && Expect(name, Expression, mayEnd: true, first: false) is { } third) arguments.Add(third);
        TakeOperator(",");
        ExpectBracket(")");
        return arguments;
    }

    private SyntaxNode? Expect(Token name, Func<SyntaxNode> parse, bool mayEnd, bool first)
    {
        if (Current.IsBracket(")"))
            return mayEnd ? null : throw new SyntaxException($"not enough arguments to call {name.Value}: expected at least {(PredicateIsOptional.Contains(name.Value) ? 1 : 2)}", Current.Offset);
        if (!first)
        {
            ExpectOperator(",");
            if (mayEnd && Current.IsBracket(")")) return null;
        }
        return parse();
    }

    private PredicateNode Predicate()
    {
        var offset = Current.Offset;
        _predicates++;
        var body = Current.IsBracket("{") ? Block() : Expression();
        if (Current.IsOperator(";")) throw new SyntaxException("wrap predicate with brackets { and }", Current.Offset);
        _predicates--;
        return Node(new PredicateNode(offset, body));
    }

    private ArrayNode Array()
    {
        var offset = Take().Offset;
        return Node(new ArrayNode(offset, List("]", [])));
    }

    private MapNode Map()
    {
        var offset = Take().Offset;
        var pairs = new List<(SyntaxNode, SyntaxNode)>();
        while (!Current.IsBracket("}"))
        {
            var key = Key();
            ExpectOperator(":");
            pairs.Add((key, Node(Expression())));
            if (!Current.IsBracket("}")) ExpectOperator(",");
        }
        Take();
        return Node(new MapNode(offset, pairs));
    }

    private SyntaxNode Key()
    {
        if (Current.Kind is TokenKind.Number or TokenKind.String or TokenKind.Identifier) return Node(new LiteralNode(Current.Offset, Take().Value));
        if (Current.IsBracket("(")) return Expression();
        throw new SyntaxException($"a map key must be a quoted string, a number, a identifier, or an expression enclosed in parentheses (unexpected token {Current})", Current.Offset);
    }
}
