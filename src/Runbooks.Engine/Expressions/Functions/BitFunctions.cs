using Runbooks.Engine.Expressions.Checking;
using Runbooks.Engine.Expressions.Values;
using static Runbooks.Engine.Expressions.Functions.Builtins;
using Kinds = Runbooks.Engine.Expressions.Checking.StaticKinds;

namespace Runbooks.Engine.Expressions.Functions;

/// <summary>Bits of integers.</summary>
internal static class BitFunctions
{
    public static IEnumerable<Builtin> All { get; } =
    [
        Binary("bitand", (x, y) => x & y),
        Binary("bitor", (x, y) => x | y),
        Binary("bitxor", (x, y) => x ^ y),
        Binary("bitnand", (x, y) => x & ~y),
        Shift("bitshl", (x, y) => y > 63 ? 0 : x << y),
        Shift("bitshr", (x, y) => x >> Math.Min(y, 63)),
        Shift("bitushr", (x, y) => y > 63 ? 0 : x >>> y),
        Make("bitnot", Takes(Kinds.Int), StaticType.Int, args => ~Integer("bitnot", args[0])),
    ];

    private static Builtin Binary(string name, Func<long, long, long> combine) =>
        Make(name, Takes(Kinds.Int, Kinds.Int), StaticType.Int, args => combine(Integer(name, args[0]), Integer(name, args[1])));

    private static Builtin Shift(string name, Func<long, int, long> shift) => Binary(name, (x, y) => y < 0
        ? throw new EvaluationException($"invalid operation: negative shift count {y} (type int)")
        : shift(x, (int)Math.Min(y, 64)));

    private static long Integer(string name, object? value) =>
        value as long? ?? throw new EvaluationException($"cannot use {GoType.Name(value)} as argument (type int) to call {name}");
}
