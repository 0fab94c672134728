using Runbooks.Engine.Expressions.Functions;
using Runbooks.Engine.Expressions.Syntax;
using Runbooks.Schemas;

namespace Runbooks.Engine.Expressions.Checking;

/// <summary>Finds what can't be right whatever the values are: unknown names, operands and arguments of wrong types, wrong numbers of arguments.</summary>
/// <param name="variables">The type of a name outside the expression, or null if there is none.</param>
/// <param name="names">All those names, to suggest one.</param>
/// <param name="members">What is known of a dotted name such as inputs.parameters.x. As expr-lang has it, that is nothing: it looks into no map.</param>
internal sealed partial class Checker(Func<string, StaticType?> variables, IEnumerable<string> names, Func<string, StaticType?>? members = null)
{
    private readonly List<ExpressionError> _errors = [];
    private readonly Stack<(string Name, StaticType Type)> _lets = new();
    private readonly Stack<Closure> _closures = new();

    private sealed record Closure(StaticType Collection, string[] Pointers);

    /// <summary>All mistakes, in the order in which expr-lang would find them.</summary>
    public IReadOnlyList<ExpressionError> Check(SyntaxNode tree)
    {
        Given = Visit(tree);
        return _errors;
    }

    /// <summary>What the expression gives.</summary>
    public StaticType Given { get; private set; } = StaticType.Unknown;

    private StaticType Visit(SyntaxNode node) => node switch
    {
        LiteralNode literal => StaticType.Of(literal.Value),
        IdentifierNode name => Identifier(name),
        PointerNode pointer => Pointer(pointer),
        UnaryNode unary => Unary(unary),
        BinaryNode binary => Binary(binary),
        ConditionalNode conditional => Conditional(conditional),
        ChainNode chain => Visit(chain.Node),
        MemberNode member => Member(member),
        SliceNode slice => Slice(slice),
        CallNode call => Call(call),
        BuiltinNode builtin => Builtin(builtin),
        PredicateNode predicate => Visit(predicate.Body),
        LetNode let => Let(let),
        SequenceNode sequence => sequence.Nodes.Select(Visit).ToList()[^1],
        ArrayNode array => Array(array),
        MapNode map => Map(map),
        _ => throw new InvalidOperationException($"no check of {node.GetType().Name}"),
    };

    private StaticType Error(SyntaxNode node, string message)
    {
        _errors.Add(new ExpressionError(message, node.Offset));
        return StaticType.Unknown;
    }

    private StaticType Identifier(IdentifierNode node)
    {
        foreach (var (name, type) in _lets)
            if (name == node.Name) return type;
        if (node.Name == "$env") return StaticType.Unknown;
        return variables(node.Name) ?? UnknownName(node, node.Name);
    }

    private StaticType UnknownName(SyntaxNode node, string name)
    {
        if (Builtins.IsName(name)) return StaticType.Unknown;
        // Any other name of one letter would be close.
        var hint = name.Length > 1 ? DidYouMean.Hint(name, names.Concat(_lets.Select(let => let.Name)).Concat(Builtins.All.Keys)) : "";
        return Error(node, $"unknown name {name}{hint}");
    }

    private StaticType Pointer(PointerNode node)
    {
        // Outside of a closure there is no such node.
        var closure = _closures.Peek();
        if (node.Name.Length == 0) return closure.Collection.Item ?? StaticType.Unknown;
        if (!closure.Pointers.Contains(node.Name)) return Error(node, $"unknown pointer #{node.Name}");
        return node.Name == "index" ? StaticType.Int : StaticType.Unknown;
    }

    private StaticType Unary(UnaryNode node)
    {
        var operand = Visit(node.Operand);
        var (sign, wanted) = node.Operator switch
        {
            UnaryOperator.Not => ("not", StaticKinds.Bool),
            UnaryOperator.Minus => ("-", StaticKinds.Number),
            _ => ("+", StaticKinds.Number),
        };
        if (!operand.MayBe(wanted)) return Error(node, $"invalid operation: {sign} (mismatched type {operand})");
        return node.Operator == UnaryOperator.Not ? StaticType.Bool : operand;
    }

    private StaticType Conditional(ConditionalNode node)
    {
        var condition = Visit(node.Condition);
        if (!condition.MayBe(StaticKinds.Bool)) Error(node.Condition, $"non-bool expression (type {condition}) used as condition");
        var (then, otherwise) = (Visit(node.Then), Visit(node.Else));
        if (then.Is(StaticKinds.Nil)) return otherwise;
        if (otherwise.Is(StaticKinds.Nil)) return then;
        if (!then.IsAssignableTo(otherwise)) return StaticType.Unknown;
        return then.Kind == StaticKinds.Array && !Equals(then.Item, otherwise.Item) ? StaticType.AnyList : then;
    }

    private StaticType Let(LetNode node)
    {
        if (Builtins.IsName(node.Name)) Error(node, $"cannot redeclare builtin {node.Name}");
        else if (variables(node.Name) is not null) Error(node, $"cannot redeclare {node.Name}");
        else if (_lets.Any(let => let.Name == node.Name)) Error(node, $"cannot redeclare variable {node.Name}");
        _lets.Push((node.Name, Visit(node.Value)));
        var type = Visit(node.Body);
        _lets.Pop();
        return type;
    }

    private StaticType Array(ArrayNode node)
    {
        var types = node.Items.Select(Visit).ToList();
        return StaticType.ListOf(types.Count > 0 && types.TrueForAll(type => type.Kind == types[0].Kind) ? types[^1] : StaticType.Unknown);
    }

    private StaticType Map(MapNode node)
    {
        foreach (var (key, value) in node.Pairs)
        {
            Visit(key);
            Visit(value);
        }
        return StaticType.Map;
    }

    private StaticType Slice(SliceNode node)
    {
        var target = Visit(node.Target);
        if (!target.MayBe(StaticKinds.String | StaticKinds.Array | StaticKinds.Bytes)) return Error(node, $"cannot slice {target}");
        foreach (var index in new[] { node.From, node.To }.OfType<SyntaxNode>())
        {
            var type = Visit(index);
            // What is sliced decides whether Go looks at the places.
            if (!target.IsUnknown && !type.MayBe(StaticKinds.Int)) Error(index, $"non-integer slice index {type}");
        }
        return target;
    }

    private StaticType Member(MemberNode node)
    {
        if (node is { Target: IdentifierNode { Name: "$env" }, Property: LiteralNode { Value: string field } })
            return variables(field) ?? (node.Optional ? StaticType.Unknown : UnknownName(node, field));
        if (members is not null && VariableReferences.PathOf(node) is { } path && _lets.All(let => let.Name != path[0]) && members(string.Join('.', path)) is { } known) return known;
        var target = Visit(node.Target);
        var property = Visit(node.Property);
        var name = (node.Property as LiteralNode)?.Value as string;
        if (target.IsUnknown) return StaticType.Unknown;
        return target.Kind switch
        {
            StaticKinds.Nil when name is not null => Error(node, $"type nil has no field {name}"),
            StaticKinds.Map when target.KeysAreAny || property.MayBe(StaticKinds.String) => StaticType.Unknown,
            StaticKinds.Map => Error(node.Property, $"cannot use {property} to get an element from {target}"),
            StaticKinds.Array or StaticKinds.Bytes when property.MayBe(StaticKinds.Int) => target.Item ?? StaticType.Int,
            StaticKinds.Array or StaticKinds.Bytes => Error(node.Property, $"array elements can only be selected using an integer (got {property})"),
            _ when name is not null
                && Methods.Signature(target.Kind, name) is { } method => new StaticType(StaticKinds.Function) { Function = method },
            _ when name is null => Error(node, $"type {target}[{property}] is undefined"),
            _ => Error(node, $"type {target} has no {(node.IsMethod ? "method" : "field")} {name}"),
        };
    }

    private StaticType Call(CallNode node)
    {
        var callee = Visit(node.Callee);
        foreach (var argument in node.Arguments) Visit(argument);
        if (callee.IsUnknown) return StaticType.Unknown;
        var name = node.Callee switch
        {
            IdentifierNode identifier => identifier.Name,
            MemberNode { Property: LiteralNode { Value: string method } } => method,
            _ => "function",
        };
        if (callee.Function is not { } function)
            return Error(node, callee.Is(StaticKinds.Nil) ? $"{name} is nil; cannot call nil as function" : $"{callee} is not callable");
        if (!function.Takes(node.Arguments.Count)) return Error(node, $"{(node.Arguments.Count > function.Most ? "too many" : "not enough")} arguments to call {name}");
        // Of a function of the library, expr-lang doesn't know what it gives.
        return members is null && !function.IsTyped ? StaticType.Unknown : new StaticType(function.Gives);
    }
}
