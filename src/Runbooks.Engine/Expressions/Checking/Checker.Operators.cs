using Runbooks.Engine.Expressions.RegularExpressions;
using Runbooks.Engine.Expressions.Syntax;

namespace Runbooks.Engine.Expressions.Checking;

internal sealed partial class Checker
{
    private StaticType Binary(BinaryNode node)
    {
        var (left, right) = (Visit(node.Left), Visit(node.Right));
        if (node is { Operator: BinaryOperator.Matches, Right: LiteralNode { Value: string pattern } } && !GoRegex.TryParse(pattern, out _, out var error))
            return Error(node, error);
        if (node.Operator == BinaryOperator.In && In(node, left, right) is { } found) return found;
        return Result(node.Operator, left, right)
            ?? Error(node, $"invalid operation: {node.Sign} (mismatched types {left} and {right})");
    }

    /// <summary>Null if the operator can't work with the two.</summary>
    private static StaticType? Result(BinaryOperator operation, StaticType left, StaticType right) => operation switch
    {
        BinaryOperator.Equal or BinaryOperator.NotEqual => Comparable(left, right) ? StaticType.Bool : null,
        BinaryOperator.And or BinaryOperator.Or => Both(left, right, StaticKinds.Bool) ? StaticType.Bool : null,
        BinaryOperator.Less or BinaryOperator.More or BinaryOperator.LessOrEqual or BinaryOperator.MoreOrEqual =>
            Both(left, right, StaticKinds.Number, StaticKinds.String, StaticKinds.Time, StaticKinds.Duration) ? StaticType.Bool : null,
        BinaryOperator.Add => Add(left, right),
        BinaryOperator.Subtract => Subtract(left, right),
        BinaryOperator.Multiply => Multiply(left, right),
        BinaryOperator.Divide or BinaryOperator.Power => Both(left, right, StaticKinds.Number) ? StaticType.Float : null,
        BinaryOperator.Modulo => Both(left, right, StaticKinds.Int) ? StaticType.Int : null,
        BinaryOperator.Range => Both(left, right, StaticKinds.Int) ? StaticType.ListOf(StaticType.Int) : null,
        BinaryOperator.Matches when left.Is(StaticKinds.Bytes) && right.Is(StaticKinds.String) => StaticType.Bool,
        BinaryOperator.Matches or BinaryOperator.Contains or BinaryOperator.StartsWith or BinaryOperator.EndsWith =>
            Both(left, right, StaticKinds.String) ? StaticType.Bool : null,
        BinaryOperator.Coalesce => Coalesce(left, right),
        _ => null,
    };

    /// <summary>Both may be of one of these kinds.</summary>
    private static bool Both(StaticType left, StaticType right, params StaticKinds[] kinds) =>
        System.Array.Exists(kinds, kind => left.MayBe(kind) && right.MayBe(kind));

    private static bool Comparable(StaticType left, StaticType right) =>
        left.IsUnknown || right.IsUnknown || left.Is(StaticKinds.Nil) || right.Is(StaticKinds.Nil) || left.IsNumber && right.IsNumber
        || left.Kind == right.Kind;

    private static StaticType? Add(StaticType left, StaticType right)
    {
        if (left.IsUnknown || right.IsUnknown) return Maybe(left, right, StaticKinds.Number | StaticKinds.String | StaticKinds.Time | StaticKinds.Duration);
        if (left.IsNumber && right.IsNumber) return Promote(left, right);
        return (left.Kind, right.Kind) switch
        {
            (StaticKinds.String, StaticKinds.String) => StaticType.String,
            (StaticKinds.Time, StaticKinds.Duration) or (StaticKinds.Duration, StaticKinds.Time) => StaticType.Time,
            (StaticKinds.Duration, StaticKinds.Duration) => StaticType.Duration,
            _ => null,
        };
    }

    private static StaticType? Subtract(StaticType left, StaticType right)
    {
        if (left.IsUnknown || right.IsUnknown) return Maybe(left, right, StaticKinds.Number | StaticKinds.Time | StaticKinds.Duration);
        if (left.IsNumber && right.IsNumber) return Promote(left, right);
        return (left.Kind, right.Kind) switch
        {
            (StaticKinds.Time, StaticKinds.Time) or (StaticKinds.Duration, StaticKinds.Duration) => StaticType.Duration,
            (StaticKinds.Time, StaticKinds.Duration) => StaticType.Time,
            _ => null,
        };
    }

    private static StaticType? Multiply(StaticType left, StaticType right)
    {
        if (left.IsUnknown || right.IsUnknown) return Maybe(left, right, StaticKinds.Number | StaticKinds.Duration);
        if (left.IsNumber && right.IsNumber) return Promote(left, right);
        return left.Is(StaticKinds.Number | StaticKinds.Duration) && right.Is(StaticKinds.Number | StaticKinds.Duration) ? StaticType.Duration : null;
    }

    private static StaticType? Maybe(StaticType left, StaticType right, StaticKinds kinds) =>
        left.MayBe(kinds) && right.MayBe(kinds) ? StaticType.Unknown : null;

    private static StaticType Promote(StaticType left, StaticType right) =>
        left.Is(StaticKinds.Float) || right.Is(StaticKinds.Float) ? StaticType.Float : StaticType.Int;

    private static StaticType Coalesce(StaticType left, StaticType right)
    {
        if (left.Is(StaticKinds.Nil)) return right;
        if (right.Is(StaticKinds.Nil)) return left;
        return right.IsAssignableTo(left) ? left : StaticType.Unknown;
    }

    /// <summary>Null where the operator isn't for such operands at all.</summary>
    private StaticType? In(BinaryNode node, StaticType left, StaticType right)
    {
        if (right.IsUnknown) return StaticType.Bool;
        if (right.Is(StaticKinds.Map) && !right.KeysAreAny && !left.MayBe(StaticKinds.String)) return Error(node, $"cannot use {left} as type string in map key");
        if (right.Is(StaticKinds.Map)) return StaticType.Bool;
        if (right.Is(StaticKinds.Array))
            return Comparable(left, right.Item ?? StaticType.Unknown) ? StaticType.Bool : Error(node, $"cannot use {left} as type {right.Item} in array");
        return left.IsUnknown && right.Is(StaticKinds.String) ? StaticType.Bool : null;
    }
}
