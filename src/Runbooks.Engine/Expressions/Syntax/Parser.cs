namespace Runbooks.Engine.Expressions.Syntax;

/// <summary>Makes the tree of an expression. The other parts of this class read operands and what follows them.</summary>
internal sealed partial class Parser
{
    private readonly IReadOnlyList<Token> _tokens;
    private readonly IReadOnlySet<string> _variables;
    private readonly ExpressionLimits _limits;
    private int _at;
    private int _nodes;
    private int _depth;
    private int _predicates;

    private Parser(IReadOnlyList<Token> tokens, IReadOnlySet<string> variables, ExpressionLimits limits) =>
        (_tokens, _variables, _limits) = (tokens, variables, limits);

    private Token Current => _tokens[_at];

    /// <param name="variables">The names that mean a variable even where a builtin has the same.</param>
    /// <exception cref="SyntaxException"/>
    public static SyntaxNode Parse(string text, IReadOnlySet<string> variables, ExpressionLimits limits)
    {
        if (text.Length > limits.Characters) throw new SyntaxException($"the expression is longer than {limits.Characters} characters", limits.Characters);
        var parser = new Parser(Lexer.Tokens(text), variables, limits);
        var tree = parser.Sequence();
        if (!parser.Current.Is(TokenKind.EOF)) throw parser.Unexpected();
        return TreeHeight.Check(tree, limits.Depth);
    }

    private Token Take() => _at < _tokens.Count - 1 ? _tokens[_at++] : _tokens[_at];

    private bool TakeOperator(string value)
    {
        if (!Current.IsOperator(value)) return false;
        Take();
        return true;
    }

    private void ExpectOperator(string value)
    {
        if (!TakeOperator(value)) throw Unexpected();
    }

    private void ExpectBracket(string value)
    {
        if (!Current.IsBracket(value)) throw Unexpected();
        Take();
    }

    private Token ExpectIdentifier() => Current.Is(TokenKind.Identifier) ? Take() : throw Unexpected();

    private SyntaxException Unexpected() => new($"unexpected token {Current}", Current.Offset);

    private T Node<T>(T node) where T : SyntaxNode =>
        ++_nodes <= _limits.Nodes ? node : throw new SyntaxException("compilation failed: expression exceeds maximum allowed nodes", node.Offset);

    private SyntaxNode Nested(Func<SyntaxNode> parse)
    {
        if (++_depth > _limits.Nesting) throw new SyntaxException($"the expression is nested more than {_limits.Nesting} levels deep", Current.Offset);
        var node = parse();
        _depth--;
        return node;
    }

    /// <summary><c>x; y; z</c>: the value of the last.</summary>
    private SyntaxNode Sequence()
    {
        var nodes = new List<SyntaxNode> { Expression() };
        while (TakeOperator(";"))
        {
            if (Current.Is(TokenKind.EOF)) break;
            nodes.Add(Expression());
        }
        return nodes is [var only] ? only : Node(new SequenceNode(nodes[0].Offset, nodes));
    }

    private SyntaxNode Expression() => Nested(() => Current switch
    {
        { Kind: TokenKind.Operator, Value: "let" } => Let(),
        { Kind: TokenKind.Operator, Value: "if" } => If(),
        _ => Conditional(Binary(0)),
    });

    private LetNode Let()
    {
        Take();
        var name = ExpectIdentifier();
        ExpectOperator("=");
        var value = Expression();
        ExpectOperator(";");
        return Node(new LetNode(name.Offset, name.Value, value, Sequence()));
    }

    private ConditionalNode If()
    {
        var offset = Take().Offset;
        var condition = Expression();
        var then = Block();
        ExpectOperator("else");
        var otherwise = Current.IsOperator("if") ? Nested(If) : Block();
        return Node(new ConditionalNode(offset, condition, then, otherwise));
    }

    private SyntaxNode Block()
    {
        ExpectBracket("{");
        var body = Sequence();
        ExpectBracket("}");
        return body;
    }

    private SyntaxNode Conditional(SyntaxNode node)
    {
        while (Current.IsOperator("?"))
        {
            var offset = Take().Offset;
            var isShort = TakeOperator(":");
            var then = isShort ? node : Expression();
            if (!isShort) ExpectOperator(":");
            node = Node(new ConditionalNode(offset, node, then, Expression()));
        }
        return node;
    }

    /// <summary>Operators that bind at least as tightly as <paramref name="precedence"/>.</summary>
    private SyntaxNode Binary(int precedence)
    {
        var left = Primary();
        var previous = default(Token);
        while (Current.Is(TokenKind.Operator))
        {
            var token = Current;
            if (token.Value == "|")
            {
                if (precedence > Operators.PipePrecedence) break;
                Take();
                left = Call(ExpectIdentifier(), [left], canBeVariable: true);
            }
            else if (!TryOperator(ref left, precedence, previous)) break;
            previous = token;
        }
        return left;
    }

    private bool TryOperator(ref SyntaxNode left, int precedence, Token previous)
    {
        var negated = Current.IsOperator("not");
        if (negated && !Operators.CanBeNegated(_tokens[_at + 1])) throw new SyntaxException($"unexpected token {_tokens[_at + 1]}", _tokens[_at + 1].Offset);
        var token = negated ? _tokens[_at + 1] : Current;
        if (!Operators.TryBinary(token, out var found, out var binding) || binding < precedence) return false;
        if (previous.IsOperator("??") && found != BinaryOperator.Coalesce)
            throw new SyntaxException($"Operator ({token.Value}) and coalesce expressions (??) cannot be mixed. Wrap either by parentheses.", token.Offset);
        if (negated) Take();
        left = Operators.IsComparison(token) ? Comparison(left, binding) : Operation(left, found, binding);
        if (negated) left = Node(new UnaryNode(token.Offset, UnaryOperator.Not, left));
        return true;
    }

    private BinaryNode Operation(SyntaxNode left, BinaryOperator found, int binding)
    {
        var token = Take();
        var right = Nested(() => Binary(found == BinaryOperator.Power ? binding : binding + 1));
        return Node(new BinaryNode(token.Offset, found, left, right, token.Value));
    }

    /// <summary><c>1 &lt; x &lt; 3</c> means <c>1 &lt; x &amp;&amp; x &lt; 3</c>.</summary>
    private SyntaxNode Comparison(SyntaxNode left, int binding)
    {
        SyntaxNode? all = null;
        while (Operators.IsComparison(Current))
        {
            var token = Take();
            Operators.TryBinary(token, out var found, out _);
            var right = Nested(() => Binary(binding + 1));
            var comparison = Node(new BinaryNode(token.Offset, found, left, right, token.Value));
            all = all is null ? comparison : Node(new BinaryNode(token.Offset, BinaryOperator.And, all, comparison, "&&"));
            left = right;
        }
        return all!;
    }
}
