using Runbooks.Engine.Expressions.Functions;
using Runbooks.Engine.Expressions.Syntax;
using Runbooks.Engine.Expressions.Values;
using Runbooks.Schemas;

namespace Runbooks.Engine.Expressions.Compilation;

internal sealed partial class ExpressionCompiler
{
    private Evaluatable Chain(ChainNode node)
    {
        var inner = Compile(node.Node);
        return evaluation => inner(evaluation) is { } value && value != Skipped ? value : null;
    }

    private Evaluatable Member(MemberNode node)
    {
        var target = Compile(node.Target);
        if (node is { Property: LiteralNode { Value: string name } })
        {
            return evaluation =>
            {
                var value = target(evaluation);
                if (value is IReadOnlyDictionary<string, object?> map) return map.TryGetValue(name, out var found) ? found : null;
                if (value == Skipped || value is null && node.Optional) return Skipped;
                evaluation.At = node.Offset;
                return Members.Fetch(value, name);
            };
        }
        var property = Compile(node.Property);
        return evaluation =>
        {
            var value = target(evaluation);
            if (value == Skipped || value is null && node.Optional) return Skipped;
            var key = property(evaluation);
            evaluation.At = node.Offset;
            return Members.Fetch(value, key);
        };
    }

    private Evaluatable Slice(SliceNode node)
    {
        var target = Compile(node.Target);
        var from = node.From is null ? null : Compile(node.From);
        var to = node.To is null ? null : Compile(node.To);
        return evaluation =>
        {
            var value = target(evaluation);
            var (first, last) = (from?.Invoke(evaluation), to?.Invoke(evaluation));
            evaluation.At = node.Offset;
            return Members.Slice(evaluation, value, from is null ? 0L : first, to is null ? Members.Length(value) : last);
        };
    }

    private Evaluatable Call(CallNode node)
    {
        var arguments = node.Arguments.Select(Compile).ToArray();
        if (node.Callee is MemberNode { Property: LiteralNode { Value: string name } } member) return MethodCall(node, member, name, arguments);
        var callee = Compile(node.Callee);
        return evaluation => Invoke(evaluation, node, callee(evaluation), arguments);
    }

    private Evaluatable MethodCall(CallNode node, MemberNode member, string name, Evaluatable[] arguments)
    {
        var target = Compile(member.Target);
        return evaluation =>
        {
            var value = target(evaluation);
            if (value == Skipped || value is null && member.Optional) return Skipped;
            evaluation.At = node.Offset;
            var callee = Methods.Find(value, name) ?? Members.Fetch(value, name);
            if (callee is null && value is IReadOnlyDictionary<string, object?> map) throw new EvaluationException(NoFunction(member, name, map));
            return Invoke(evaluation, node, callee, arguments);
        };
    }

    private static object? Invoke(Evaluation evaluation, CallNode node, object? callee, Evaluatable[] arguments)
    {
        var values = new object?[arguments.Length];
        for (var i = 0; i < values.Length; i++) values[i] = arguments[i](evaluation);
        evaluation.At = node.Offset;
        evaluation.Step();
        return callee switch
        {
            GoFunction function when function.Takes(values.Length) => function.Call(evaluation, values),
            GoFunction function => throw new EvaluationException(Arity(function, values.Length)),
            null => throw new EvaluationException("invalid operation: cannot call nil"),
            _ => throw new EvaluationException($"invalid operation: cannot call non-function of type {GoType.Name(callee)}"),
        };
    }

    private static string NoFunction(MemberNode member, string name, IReadOnlyDictionary<string, object?> map)
    {
        var owner = member.Target is IdentifierNode { Name: var module } ? module : "it";
        return $"invalid operation: cannot call nil; {owner} has no function '{name}'{DidYouMean.Hint(name, map.Keys)}";
    }

    private static string Arity(GoFunction function, int count) => function.Most == int.MaxValue
        ? $"invalid number of arguments: expected at least {function.Least}, got {count}"
        : $"invalid number of arguments: expected {function.Least}, got {count}";
}
