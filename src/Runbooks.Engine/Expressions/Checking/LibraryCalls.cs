using Runbooks.Engine.Expressions.Functions;
using Runbooks.Engine.Expressions.Syntax;
using Runbooks.Schemas;

namespace Runbooks.Engine.Expressions.Checking;

/// <summary>Calls such as <c>sprig.trunc(5, x)</c>: expr-lang finds out only when it gets there, we see before that there is no such function.</summary>
internal static class LibraryCalls
{
    public static IEnumerable<ExpressionError> Check(SyntaxNode tree, ExpressionLibrary library)
    {
        foreach (var node in TreeWalk.All(tree))
        {
            if (node is not MemberNode { Target: IdentifierNode { Name: var module }, Property: LiteralNode { Value: string name } }) continue;
            if (library.Names.GetValueOrDefault(module) is not IReadOnlyDictionary<string, object?> functions) continue;
            if (!functions.ContainsKey(name)) yield return new ExpressionError($"{module} has no function '{name}'{DidYouMean.Hint(name, functions.Keys)}", node.Offset);
        }
        foreach (var call in TreeWalk.All(tree).OfType<CallNode>())
            if (Arity(call, library) is { } error) yield return error;
    }

    private static ExpressionError? Arity(CallNode call, ExpressionLibrary library)
    {
        if (call.Callee is not MemberNode { Target: IdentifierNode { Name: var module }, Property: LiteralNode { Value: string name } }) return null;
        if (library.Names.GetValueOrDefault(module) is not IReadOnlyDictionary<string, object?> functions) return null;
        if (functions.GetValueOrDefault(name) is not GoFunction function || function.Takes(call.Arguments.Count)) return null;
        var wanted = function.Most == int.MaxValue ? $"at least {function.Least}" : $"{function.Least}";
        return new ExpressionError($"{module}.{name} takes {wanted} arguments, not {call.Arguments.Count}", call.Offset);
    }
}
