using Runbooks.Engine.Expressions.Functions;
using Runbooks.Engine.Expressions.Syntax;

namespace Runbooks.Engine.Expressions.Checking;

internal sealed partial class Checker
{
    private static readonly string[] Asking = ["all", "none", "any", "one", "filter", "count", "find", "findIndex", "findLast", "findLastIndex"];

    private StaticType Builtin(BuiltinNode node) => Builtins.All.TryGetValue(node.Name, out var builtin) ? Function(node, builtin) : Predicate(node);

    private StaticType Predicate(BuiltinNode node)
    {
        var collection = Visit(node.Arguments[0]);
        if (!collection.MayBe(StaticKinds.Array | StaticKinds.Bytes)) Error(node.Arguments[0], $"builtin {node.Name} takes only array (got {collection})");
        var body = node.Arguments.Count > 1 ? Closed(node, collection) : null;
        if (node.Arguments.Count > 2)
        {
            var third = Visit(node.Arguments[2]);
            if (node.Name == "sortBy" && !third.MayBe(StaticKinds.String)) Error(node.Arguments[2], $"sortBy order argument must be a string (got {third})");
        }
        if (body is not null && Asking.Contains(node.Name) && !body.MayBe(StaticKinds.Bool)) Error(node.Arguments[1], $"predicate should return boolean (got {body})");
        return Gives(node.Name, collection, body);
    }

    private StaticType Closed(BuiltinNode node, StaticType collection)
    {
        _closures.Push(new Closure(collection, node.Name switch { "map" => ["index"], "reduce" => ["index", "acc"], _ => [] }));
        var body = Visit(node.Arguments[1]);
        _closures.Pop();
        if (body.Is(StaticKinds.Nil)) Error(node.Arguments[1], "predicate should has one input and one output param");
        return body;
    }

    private static StaticType Gives(string name, StaticType collection, StaticType? body) => name switch
    {
        "all" or "none" or "any" or "one" => StaticType.Bool,
        "count" or "findIndex" or "findLastIndex" => StaticType.Int,
        "find" or "findLast" => collection.Item ?? StaticType.Unknown,
        "filter" => StaticType.ListOf(collection.Item ?? StaticType.Unknown),
        "map" => StaticType.ListOf(body!),
        "sum" => body ?? collection.Item ?? StaticType.Unknown,
        "groupBy" => StaticType.AnyMap,
        "sortBy" => collection,
        _ => body!,
    };

    private StaticType Function(BuiltinNode node, Builtin builtin)
    {
        var types = node.Arguments.Select(Visit).ToList();
        var overload = System.Array.Find(builtin.Overloads, each => each.Length == types.Count) ?? (builtin.IsVariadic && types.Count > 0 ? Repeated(builtin.Overloads[0][0], types.Count) : null);
        if (overload is null) return Error(node, Arity(builtin, types.Count));
        for (var i = 0; i < types.Count; i++)
            if (!types[i].MayBe(overload[i]) || types[i].Is(StaticKinds.Nil) && overload[i] != StaticKinds.Any)
                return Error(builtin.Complaint is null ? node.Arguments[i] : node, Complaint(builtin, types[i], overload[i]));
        if (node.Name == "get" && types is [var from, var key] && Unfit(from, key) is { } complaint)
            return Error(node.Arguments[1], complaint);
        if (builtin.GivesItem) return types[0].Item ?? StaticType.Unknown;
        return builtin.KeepsType ? types[0] : builtin.Result;
    }

    /// <summary>Why nothing can be got with such a key, or null.</summary>
    private static string? Unfit(StaticType from, StaticType key)
    {
        if (from.IsUnknown || key.IsUnknown) return null;
        if (from.Is(StaticKinds.Map))
            return from.KeysAreAny || key.Is(StaticKinds.String) ? null : $"cannot use {key} to get an element from {from}";
        return key.Is(StaticKinds.Int) ? null : $"non-integer slice index {key}";
    }

    private static StaticKinds[] Repeated(StaticKinds kind, int count) => [.. Enumerable.Repeat(kind, count)];

    private static string Arity(Builtin builtin, int count)
    {
        var most = builtin.IsVariadic ? int.MaxValue : builtin.Overloads.Max(overload => overload.Length);
        return $"{(count > most ? "too many" : "not enough")} arguments to call {builtin.Name}";
    }

    private static string Complaint(Builtin builtin, StaticType type, StaticKinds wanted) => builtin.Complaint is { } complaint
        ? string.Format(System.Globalization.CultureInfo.InvariantCulture, complaint, type)
        : $"cannot use {type} as argument (type {new StaticType(wanted)}) to call {builtin.Name}";
}
