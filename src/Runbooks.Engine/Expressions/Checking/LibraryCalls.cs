using Runbooks.Engine.Expressions.Functions;
using Runbooks.Engine.Expressions.Syntax;
using Runbooks.Schemas;

namespace Runbooks.Engine.Expressions.Checking;

/// <summary>
/// What expr-lang finds out only when it gets there, or never: that <c>sprig.trunc</c> is called with too few arguments, isn't there or
/// isn't to be had, and that <c>len</c> without brackets is nil.
/// </summary>
internal static class LibraryCalls
{
    public static IEnumerable<ExpressionError> Check(SyntaxNode tree, ExpressionLibrary library, IReadOnlySet<string> variables)
    {
        foreach (var name in TreeWalk.All(tree).OfType<IdentifierNode>().Where(each => Builtins.IsName(each.Name) && !variables.Contains(each.Name)))
            yield return new ExpressionError($"'{name.Name}' is a function; call it: {name.Name}(…)", name.Offset);
        foreach (var node in TreeWalk.All(tree))
        {
            if (node is not MemberNode { Target: IdentifierNode { Name: var module }, Property: LiteralNode { Value: string name } }) continue;
            if (library.Names.GetValueOrDefault(module) is not IReadOnlyDictionary<string, object?> functions) continue;
            if (!functions.ContainsKey(name)) yield return new ExpressionError($"{module} has no function '{name}'{DidYouMean.Hint(name, functions.Keys)}", node.Offset);
        }
        foreach (var call in TreeWalk.All(tree).OfType<CallNode>())
            if (Wrong(call, library) is { } error) yield return error;
    }

    private static ExpressionError? Wrong(CallNode call, ExpressionLibrary library)
    {
        if (call.Callee is not MemberNode { Target: IdentifierNode { Name: var module }, Property: LiteralNode { Value: string name } }) return null;
        if (library.Names.GetValueOrDefault(module) is not IReadOnlyDictionary<string, object?> functions) return null;
        if (functions.GetValueOrDefault(name) is not GoFunction function) return null;
        if (function.Refusal is { } refusal) return new ExpressionError(refusal, call.Offset);
        if (function.Takes(call.Arguments.Count)) return null;
        var wanted = function.Most == int.MaxValue ? $"at least {function.Least}" : $"{function.Least}";
        return new ExpressionError($"{module}.{name} takes {wanted} arguments, not {call.Arguments.Count}", call.Offset);
    }
}
