using Runbooks.Engine.Expressions.RegularExpressions;
using Runbooks.Engine.Expressions.Values;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Conditions;

/// <summary>
/// Works out a condition. A value is null, a <see cref="bool"/>, a <see cref="double"/>, a <see cref="string"/>, a <see cref="GoRegex"/>,
/// or a list.
/// </summary>
internal sealed class ConditionEvaluator(Scope scope)
{
    /// <exception cref="EvaluationException">An operator can't work with its operands.</exception>
    /// <exception cref="UnresolvedTagException">A tag has no value.</exception>
    public object? Value(ConditionNode? node) => node switch
    {
        null => null,
        ConstantNode constant => constant.Value,
        PatternNode pattern => pattern.Regex,
        QuotedTagNode quoted => quoted.Text.Fill(scope) is var text && ConditionTime.TryParse(text) is { } seconds ? seconds : text,
        BareTagNode bare => BareValue.Of(bare.Text.Fill(scope)),
        ParameterNode parameter => throw new EvaluationException($"No parameter '{parameter.Name}' found."),
        SignedNode signed => Signed(signed.Sign, Value(signed.Operand)),
        OperatorNode operation => Operation(operation),
        _ => throw new InvalidOperationException($"no value of {node.GetType().Name}"),
    };

    private static object Signed(string sign, object? value) => (sign, value) switch
    {
        ("-", double number) => -number,
        ("!", bool flag) => !flag,
        ("~", double number) => (double)~GoArithmetic.Truncate(number),
        _ => throw new EvaluationException($"Value '{GoFormat.Text(value)}' cannot be used with the prefix '{sign}'"),
    };

    private object? Operation(OperatorNode node)
    {
        var left = Value(node.Left);
        switch (node.Sign)
        {
            case "&&": return Bool(left, "&&", "logical operator") && Bool(Value(node.Right), "&&", "logical operator");
            case "||": return Bool(left, "||", "logical operator") || Bool(Value(node.Right), "||", "logical operator");
            case "?": return Bool(left, "?", "ternary operator") ? Value(node.Right) : null;
            case ":" or "??": return left ?? Value(node.Right);
        }
        var right = Value(node.Right);
        return node.Sign switch
        {
            "=~" or "!~" => Matches(node.Sign, left, right),
            "==" => GoEquality.Same(left, right),
            "!=" => !GoEquality.Same(left, right),
            "<" or ">" or "<=" or ">=" => Compare(node.Sign, left, right),
            "in" => In(left, right),
            "," => left is object?[] list ? [.. list, right] : new[] { left, right },
            "+" => Add(left, right),
            _ => Calculate(node.Sign, Number(left, node.Sign), Number(right, node.Sign)),
        };
    }

    private static bool Bool(object? value, string sign, string what) =>
        value as bool? ?? throw new EvaluationException($"Value '{GoFormat.Text(value)}' cannot be used with the {what} '{sign}', it is not a bool");

    private static double Number(object? value, string sign) =>
        value as double? ?? throw new EvaluationException($"Value '{GoFormat.Text(value)}' cannot be used with the modifier '{sign}', it is not a number");

    private static EvaluationException NoNumber(object? value, string sign) =>
        new($"Value '{GoFormat.Text(value)}' cannot be used with the comparator '{sign}', it is not a number");

    private static bool Matches(string sign, object? left, object? right)
    {
        if (left is not string text) throw NoNumber(left, sign);
        var regex = right as GoRegex ?? GoRegex.Parse(right as string ?? throw NoNumber(right, sign));
        return regex.IsMatch(text) == (sign == "=~");
    }

    private static bool Compare(string sign, object? left, object? right)
    {
        if ((left, right) is not ((double, double) or (string, string))) throw NoNumber(left, sign);
        return sign switch
        {
            "<" => GoOrder.Less(left, right),
            ">" => GoOrder.More(left, right),
            "<=" => GoOrder.LessOrEqual(left, right),
            _ => GoOrder.MoreOrEqual(left, right),
        };
    }

    private static bool In(object? needle, object? among) => among is object?[] list
        ? Array.Exists(list, item => item is not object?[] && GoEquality.Same(needle, item))
        : throw NoNumber(among, "in");

    private static object Add(object? left, object? right) => (left, right) switch
    {
        (double x, double y) => x + y,
        (string, _) or (_, string) => GoFormat.Text(left) + GoFormat.Text(right),
        _ => throw new EvaluationException($"Value '{GoFormat.Text(left)}' cannot be used with the modifier '+', it is not a number"),
    };

    private static double Calculate(string sign, double x, double y) => sign switch
    {
        "-" => x - y,
        "*" => x * y,
        "/" => x / y,
        "%" => x % y,
        "**" => Math.Pow(x, y),
        "&" => GoArithmetic.Truncate(x) & GoArithmetic.Truncate(y),
        "|" => GoArithmetic.Truncate(x) | GoArithmetic.Truncate(y),
        "^" => GoArithmetic.Truncate(x) ^ GoArithmetic.Truncate(y),
        "<<" => y is >= 0 and < 64 ? (ulong)GoArithmetic.Truncate(x) << (int)y : 0,
        ">>" => y is >= 0 and < 64 ? (ulong)GoArithmetic.Truncate(x) >> (int)y : 0,
        _ => throw new InvalidOperationException($"no operator {sign}"),
    };
}
