using Runbooks.Engine.Expressions.RegularExpressions;
using Runbooks.Engine.Expressions.Syntax;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Compilation;

/// <summary>Turns the tree of an expression into delegates. Names become places in <see cref="Evaluation.Variables"/> and <see cref="Evaluation.Locals"/>.</summary>
internal sealed partial class ExpressionCompiler
{
    private static readonly object True = true;
    private static readonly object False = false;

    /// <summary>What a member after <c>?.</c> on nil gives, up to the end of its chain.</summary>
    private static readonly object Skipped = new();

    private readonly List<IdentifierNode> _variables = [];
    private readonly Stack<(string Name, int Place)> _lets = new();
    private int _locals;

    /// <summary>The names outside the expression that it needs, in the order of their places.</summary>
    public IReadOnlyList<IdentifierNode> Variables => _variables;

    public int Locals => _locals;

    /// <exception cref="SyntaxException">A constant regular expression is wrong.</exception>
    public Evaluatable Compile(SyntaxNode node) => node switch
    {
        LiteralNode literal => _ => literal.Value,
        IdentifierNode name => Identifier(name),
        PointerNode pointer => Pointer(pointer),
        UnaryNode unary => Unary(unary),
        BinaryNode binary => Binary(binary),
        ConditionalNode conditional => Conditional(conditional),
        ChainNode chain => Chain(chain),
        MemberNode member => Member(member),
        SliceNode slice => Slice(slice),
        CallNode call => Call(call),
        BuiltinNode builtin => Builtin(builtin),
        PredicateNode predicate => Compile(predicate.Body),
        LetNode let => Let(let),
        SequenceNode sequence => Sequence(sequence),
        ArrayNode array => Array(array),
        MapNode map => Map(map),
        _ => throw new InvalidOperationException($"no compilation of {node.GetType().Name}"),
    };

    private static object Box(bool value) => value ? True : False;

    private static bool Bool(object? value) => value as bool? ?? throw Conversion(value, "bool");

    private static string Text(object? value) => value as string ?? throw Conversion(value, "string");

    private static EvaluationException Conversion(object? value, string type) =>
        new($"interface conversion: interface {{}} is {(value is null ? "nil" : GoType.Name(value))}, not {type}");

    private Evaluatable Identifier(IdentifierNode node)
    {
        foreach (var (name, local) in _lets)
            if (name == node.Name) return evaluation => evaluation.Locals[local];
        var place = _variables.FindIndex(each => each.Name == node.Name);
        if (place < 0)
        {
            place = _variables.Count;
            _variables.Add(node);
        }
        return evaluation => evaluation.Variables[place];
    }

    private static Evaluatable Pointer(PointerNode node) => node.Name switch
    {
        "" => evaluation => evaluation.Scope!.Item,
        "index" => evaluation => (long)evaluation.Scope!.Index,
        "acc" => evaluation => evaluation.Scope!.Accumulator,
        _ => throw new SyntaxException($"unknown pointer #{node.Name}", node.Offset),
    };

    private Evaluatable Unary(UnaryNode node)
    {
        var operand = Compile(node.Operand);
        return node.Operator switch
        {
            UnaryOperator.Not => At(node, operand, value => Box(!Bool(value))),
            UnaryOperator.Minus => At(node, operand, GoArithmetic.Negate),
            _ => operand,
        };
    }

    private static Evaluatable At(SyntaxNode node, Evaluatable operand, Func<object?, object?> apply) => evaluation =>
    {
        var value = operand(evaluation);
        evaluation.At = node.Offset;
        return apply(value);
    };

    private static Evaluatable At(SyntaxNode node, Evaluatable left, Evaluatable right, Func<object?, object?, object?> apply) => evaluation =>
    {
        var (a, b) = (left(evaluation), right(evaluation));
        evaluation.At = node.Offset;
        return apply(a, b);
    };

    private Evaluatable Binary(BinaryNode node)
    {
        var left = Compile(node.Left);
        if (node is { Operator: BinaryOperator.Matches, Right: LiteralNode { Value: string pattern } }) return MatchesConstant(node, left, pattern);
        var right = Compile(node.Right);
        return node.Operator switch
        {
            // As in expr-lang, nothing looks whether what comes second is a boolean, too.
            BinaryOperator.Or => evaluation => Condition(node.Left, left, evaluation) ? Box(true) : right(evaluation),
            BinaryOperator.And => evaluation => Condition(node.Left, left, evaluation) ? right(evaluation) : Box(false),
            BinaryOperator.Coalesce => evaluation => left(evaluation) is { } value && !NilList.IsNil(value) ? value : right(evaluation),
            BinaryOperator.Equal => At(node, left, right, static (a, b) => Box(GoEquality.Equal(a, b))),
            BinaryOperator.NotEqual => At(node, left, right, static (a, b) => Box(!GoEquality.Equal(a, b))),
            BinaryOperator.Less => At(node, left, right, static (a, b) => Box(GoOrder.Less(a, b))),
            BinaryOperator.More => At(node, left, right, static (a, b) => Box(GoOrder.More(a, b))),
            BinaryOperator.LessOrEqual => At(node, left, right, static (a, b) => Box(GoOrder.LessOrEqual(a, b))),
            BinaryOperator.MoreOrEqual => At(node, left, right, static (a, b) => Box(GoOrder.MoreOrEqual(a, b))),
            BinaryOperator.Subtract => At(node, left, right, GoArithmetic.Subtract),
            BinaryOperator.Multiply => At(node, left, right, GoArithmetic.Multiply),
            BinaryOperator.Divide => At(node, left, right, GoArithmetic.Divide),
            BinaryOperator.Modulo => At(node, left, right, GoArithmetic.Modulo),
            BinaryOperator.Power => At(node, left, right, GoArithmetic.Power),
            BinaryOperator.Contains => At(node, left, right, static (a, b) => Box(a is not null && b is not null && Text(a).Contains(Text(b), StringComparison.Ordinal))),
            BinaryOperator.StartsWith => At(node, left, right, static (a, b) => Box(a is not null && b is not null && Text(a).StartsWith(Text(b), StringComparison.Ordinal))),
            BinaryOperator.EndsWith => At(node, left, right, static (a, b) => Box(a is not null && b is not null && Text(a).EndsWith(Text(b), StringComparison.Ordinal))),
            _ => Costly(node, left, right),
        };
    }

    /// <summary>The operators that count against the limits.</summary>
    private static Evaluatable Costly(BinaryNode node, Evaluatable left, Evaluatable right) => evaluation =>
    {
        var (a, b) = (left(evaluation), right(evaluation));
        evaluation.At = node.Offset;
        return node.Operator switch
        {
            BinaryOperator.Add when a is string x && b is string y => Concat(evaluation, x, y),
            BinaryOperator.Add => GoArithmetic.Add(a, b),
            BinaryOperator.In => Box(Members.In(evaluation, a, b)),
            BinaryOperator.Range => Range(evaluation, a, b),
            BinaryOperator.Matches => Box(a is not null && b is not null && Matches(GoRegex.Parse(Text(b)), a)),
            _ => throw new InvalidOperationException($"no compilation of {node.Operator}"),
        };
    };

    private static string Concat(Evaluation evaluation, string a, string b)
    {
        evaluation.GrowText((long)a.Length + b.Length);
        return a + b;
    }

    private static object?[] Range(Evaluation evaluation, object? from, object? to)
    {
        var (first, last) = (GoArithmetic.ToInt(from), GoArithmetic.ToInt(to));
        if (last < first) return [];
        var count = (Int128)last - first + 1;
        evaluation.Grow(count > long.MaxValue / 2 ? long.MaxValue / 2 : (long)count);
        var items = new object?[(int)count];
        for (var i = 0; i < items.Length; i++) items[i] = first + i;
        return items;
    }

    private static Evaluatable MatchesConstant(BinaryNode node, Evaluatable left, string pattern)
    {
        if (!GoRegex.TryParse(pattern, out var regex, out var error)) throw new SyntaxException(error, node.Offset);
        return evaluation =>
        {
            var text = left(evaluation);
            evaluation.At = node.Offset;
            return Box(text is not null && Matches(regex, text));
        };
    }

    private static bool Matches(GoRegex regex, object text) =>
        regex.IsMatch(text is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : Text(text));

    private static bool Condition(SyntaxNode node, Evaluatable condition, Evaluation evaluation)
    {
        var value = condition(evaluation);
        if (value is bool flag) return flag;
        evaluation.At = node.Offset;
        throw Conversion(value, "bool");
    }

    private Evaluatable Conditional(ConditionalNode node)
    {
        var (condition, then, otherwise) = (Compile(node.Condition), Compile(node.Then), Compile(node.Else));
        return evaluation => Condition(node.Condition, condition, evaluation) ? then(evaluation) : otherwise(evaluation);
    }

    private Evaluatable Let(LetNode node)
    {
        var value = Compile(node.Value);
        var place = _locals++;
        _lets.Push((node.Name, place));
        var body = Compile(node.Body);
        _lets.Pop();
        return evaluation =>
        {
            evaluation.Locals[place] = value(evaluation);
            return body(evaluation);
        };
    }

    private Evaluatable Sequence(SequenceNode node)
    {
        var parts = node.Nodes.Select(Compile).ToArray();
        return evaluation =>
        {
            object? last = null;
            foreach (var part in parts) last = part(evaluation);
            return last;
        };
    }

    private Evaluatable Array(ArrayNode node)
    {
        var items = node.Items.Select(Compile).ToArray();
        return evaluation =>
        {
            evaluation.At = node.Offset;
            evaluation.Grow(items.Length);
            var list = new object?[items.Length];
            for (var i = 0; i < list.Length; i++) list[i] = items[i](evaluation);
            return list;
        };
    }

    private Evaluatable Map(MapNode node)
    {
        var pairs = node.Pairs.Select(pair => (Key: Compile(pair.Key), Value: Compile(pair.Value), pair.Key.Offset)).ToArray();
        return evaluation =>
        {
            evaluation.At = node.Offset;
            evaluation.Grow(pairs.Length);
            var map = new MapValue();
            foreach (var (key, value, offset) in pairs)
            {
                var name = key(evaluation);
                evaluation.At = offset;
                // Of two equal keys the first counts.
                map.TryAdd(Text(name), value(evaluation));
            }
            return map;
        };
    }
}
