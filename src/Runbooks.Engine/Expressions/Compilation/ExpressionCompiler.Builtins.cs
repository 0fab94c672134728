using Runbooks.Engine.Expressions.Functions;
using Runbooks.Engine.Expressions.Syntax;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Compilation;

internal sealed partial class ExpressionCompiler
{
    private Evaluatable Builtin(BuiltinNode node) => node.Name switch
    {
        "all" => Loop(node, (scope, matches) => Box(!Matching(scope, matches, wanted: false).Any())),
        "none" => Loop(node, (scope, matches) => Box(!Matching(scope, matches).Any())),
        "any" => Loop(node, (scope, matches) => Box(Matching(scope, matches).Any())),
        "one" => Loop(node, (scope, matches) => Box(Matching(scope, matches).Count() == 1)),
        "find" => Loop(node, (scope, matches) => Matching(scope, matches).Select(index => scope.Items[index]).FirstOrDefault()),
        "findIndex" => Loop(node, (scope, matches) => Matching(scope, matches).Select(index => (object?)(long)index).FirstOrDefault()),
        "findLast" => Loop(node, (scope, matches) => Matching(scope, matches, backwards: true).Select(index => scope.Items[index]).FirstOrDefault()),
        "findLastIndex" => Loop(node, (scope, matches) => Matching(scope, matches, backwards: true).Select(index => (object?)(long)index).FirstOrDefault()),
        "count" => Loop(node, (scope, matches) => (long)Matching(scope, matches).Count()),
        "filter" => Loops(node, Filter),
        "map" => Loops(node, Map),
        "sum" when node.Arguments is [ArrayNode { Items.Count: > 1 } list]
            && !list.Items.All(item => item is LiteralNode { Value: not null }) => SumOf(node, list.Items),
        "sum" => Loops(node, Sum),
        "groupBy" => Loops(node, GroupBy),
        "sortBy" => SortBy(node),
        "reduce" => Reduce(node),
        _ => Function(node),
    };

    private Evaluatable Function(BuiltinNode node)
    {
        var builtin = Builtins.All[node.Name];
        var arguments = node.Arguments.Select(Compile).ToArray();
        return evaluation =>
        {
            var values = new object?[arguments.Length];
            for (var i = 0; i < values.Length; i++) values[i] = arguments[i](evaluation);
            evaluation.At = node.Offset;
            evaluation.Step();
            return builtin.Call(evaluation, values);
        };
    }

    /// <summary>A builtin that asks its closure about each item until it knows.</summary>
    private Evaluatable Loop(BuiltinNode node, Func<PredicateScope, Func<bool>, object?> run)
    {
        return Loops(node, (evaluation, scope, body) => run(scope, () =>
        {
            evaluation.Step();
            var answer = body(evaluation);
            if (answer is bool flag) return flag;
            evaluation.At = node.Offset;
            throw Conversion(answer, "bool");
        }));
    }

    /// <summary>A builtin that goes through a list; without a closure each item is its own answer.</summary>
    private Evaluatable Loops(BuiltinNode node, Func<Evaluation, PredicateScope, Evaluatable, object?> run)
    {
        var collection = Compile(node.Arguments[0]);
        var body = node.Arguments.Count > 1 ? Compile(node.Arguments[1]) : static evaluation => evaluation.Scope!.Item;
        return evaluation => WithScope(evaluation, node, collection, scope => run(evaluation, scope, body));
    }

    private static object? WithScope(Evaluation evaluation, SyntaxNode node, Evaluatable collection, Func<PredicateScope, object?> run)
    {
        var value = collection(evaluation);
        evaluation.At = node.Offset;
        var (outer, scope) = (evaluation.Scope, new PredicateScope(Members.Items(value)));
        evaluation.Scope = scope;
        var result = run(scope);
        evaluation.Scope = outer;
        return result;
    }

    private static IEnumerable<int> Matching(PredicateScope scope, Func<bool> matches, bool wanted = true, bool backwards = false)
    {
        var count = scope.Items.Length;
        for (var i = 0; i < count; i++)
        {
            scope.Index = backwards ? count - 1 - i : i;
            if (matches() == wanted) yield return scope.Index;
        }
    }

    private static object?[] Filter(Evaluation evaluation, PredicateScope scope, Evaluatable body)
    {
        var kept = new List<object?>();
        for (scope.Index = 0; scope.Index < scope.Items.Length; scope.Index++)
        {
            evaluation.Step();
            if (Bool(body(evaluation))) kept.Add(scope.Item);
        }
        return evaluation.Made(kept.ToArray());
    }

    private static object?[] Map(Evaluation evaluation, PredicateScope scope, Evaluatable body)
    {
        var mapped = new object?[scope.Items.Length];
        for (scope.Index = 0; scope.Index < mapped.Length; scope.Index++)
        {
            evaluation.Step();
            mapped[scope.Index] = body(evaluation);
        }
        return evaluation.Made(mapped);
    }

    /// <summary>Of a list that isn't known before, expr-lang adds the items from its end, whatever can be added.</summary>
    private Evaluatable SumOf(BuiltinNode node, IReadOnlyList<SyntaxNode> nodes)
    {
        var items = nodes.Select(Compile).ToArray();
        return evaluation =>
        {
            var values = System.Array.ConvertAll(items, item => item(evaluation));
            evaluation.At = node.Offset;
            var sum = values[^1];
            for (var i = values.Length - 2; i >= 0; i--) sum = Counted(evaluation, GoArithmetic.Add(values[i], sum));
            return sum;
        };
    }

    private static object Counted(Evaluation evaluation, object sum) => sum is string text ? evaluation.Made(text) : sum;

    private static object? Sum(Evaluation evaluation, PredicateScope scope, Evaluatable body)
    {
        object? sum = 0L;
        for (scope.Index = 0; scope.Index < scope.Items.Length; scope.Index++)
        {
            evaluation.Step();
            sum = GoArithmetic.Add(body(evaluation), sum);
        }
        return sum;
    }

    private static AnyMap GroupBy(Evaluation evaluation, PredicateScope scope, Evaluatable body)
    {
        var groups = new Dictionary<object, (object? Key, List<object?> Items)>();
        var result = AnyMap.Groups();
        var missing = new object();
        for (scope.Index = 0; scope.Index < scope.Items.Length; scope.Index++)
        {
            evaluation.Step();
            evaluation.Grow(1);
            var key = body(evaluation);
            result.ContainsKey(key);
            if (!groups.TryGetValue(key ?? missing, out var group)) groups[key ?? missing] = group = (key, []);
            group.Items.Add(scope.Item);
        }
        foreach (var (key, items) in groups.Values) result[key] = items.ToArray();
        return result;
    }

    private Evaluatable SortBy(BuiltinNode node)
    {
        var order = node.Arguments.Count > 2 ? Compile(node.Arguments[2]) : static _ => "asc";
        return Loops(node, (evaluation, scope, body) =>
        {
            var descending = order(evaluation) switch
            {
                "asc" => false,
                "desc" => true,
                string => throw new EvaluationException("unknown order, use asc or desc"),
                _ => throw new EvaluationException("sortBy order argument must be a string"),
            };
            var keys = Map(evaluation, scope, body);
            return Sorting.By(evaluation, scope.Items, keys, descending);
        });
    }

    private Evaluatable Reduce(BuiltinNode node)
    {
        var (collection, body) = (Compile(node.Arguments[0]), Compile(node.Arguments[1]));
        var initial = node.Arguments.Count > 2 ? Compile(node.Arguments[2]) : null;
        return evaluation => WithScope(evaluation, node, collection, scope =>
        {
            if (initial is null && scope.Items.Length == 0) throw new EvaluationException("reduce of empty array with no initial value");
            scope.Accumulator = initial is null ? scope.Items[0] : initial(evaluation);
            for (scope.Index = initial is null ? 1 : 0; scope.Index < scope.Items.Length; scope.Index++)
            {
                evaluation.Step();
                scope.Accumulator = body(evaluation);
            }
            return scope.Accumulator;
        });
    }
}
