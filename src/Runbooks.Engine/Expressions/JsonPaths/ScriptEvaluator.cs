using System.Diagnostics.CodeAnalysis;
using Runbooks.Engine.Expressions.RegularExpressions;
using Runbooks.Engine.Expressions.Values;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace Runbooks.Engine.Expressions.JsonPaths;

/// <summary>
/// Works a script out as Argo's library does: each operator looks at its operands as numbers, booleans or texts. A text that a path finds
/// has quotes around it, as one that is written.
/// </summary>
/// <param name="current">What <c>@</c> is.</param>
internal sealed class ScriptEvaluator(JsonPathQuery query, object? root, object? current)
{
    /// <returns>False if it can't be told.</returns>
    public bool TryEvaluate(Script script, out object? value)
    {
        if (script.Root is not null) return TryValue(script.Root, out value);
        var word = new WordNode(script.Text);
        if (!Parameter(script.Text, out value))
            value = TryNumber(word, out var number) ? number : TryBool(word, out var flag) ? flag : script.Text;
        return script.Text.Length > 0;
    }

    private bool Parameter(string name, out object? value)
    {
        value = name switch
        {
            "@" => current,
            "$" => root,
            _ => null,
        };
        return name is "@" or "$" or "nil" or "null";
    }

    private bool TryValue(ScriptNode? node, out object? value)
    {
        value = null;
        switch (node)
        {
            case null: return false;
            case WordNode word:
                value = Parameter(word.Text, out var known) ? known : word.Text;
                return true;
            case DataNode data:
                value = data.Value;
                return true;
            case PathNode path:
                if (!query.TryApply(path.Steps, 0, root, current, out value)) return false;
                if (value is string text) value = IsQuoted(text, '\'') ? text : $"'{text}'";
                return true;
            case OperationNode operation: return TryOperation(operation, out value);
            default: throw new InvalidOperationException($"no value of {node.GetType().Name}");
        }
    }

    private bool TryOperation(OperationNode node, [NotNullWhen(true)] out object? value)
    {
        value = node.Sign switch
        {
            "||" => TryBool(node.Left, out var x) && TryBool(node.Right, out var y) ? x || y : null,
            "&&" => TryBool(node.Left, out var x) && TryBool(node.Right, out var y) ? x && y : null,
            "!" => TryBool(node.Right, out var x) ? !x : null,
            "==" => TryEqual(node, out var equal) ? equal : null,
            "!=" => TryEqual(node, out var equal) ? !equal : null,
            "=~" => TryMatch(node, out var matches) ? matches : null,
            "in" => TryIn(node, out var found) ? found : null,
            "not in" => TryIn(node, out var found) ? !found : null,
            _ => null,
        };
        return value is not null || TryCalculate(node, out value);
    }

    private bool TryCalculate(OperationNode node, out object? value)
    {
        value = null;
        if (!TryNumber(node.Left, out var x) || !TryNumber(node.Right, out var y)) return false;
        value = node.Sign switch
        {
            "<" => x < y,
            ">" => x > y,
            "<=" => x <= y,
            ">=" => x >= y,
            "+" => x + y,
            "-" => x - y,
            "*" => x * y,
            "/" => x / y,
            "**" => GoPower.Of(x, y),
            "%" when x % 1 == 0 && y % 1 == 0 && y != 0 => x % y,
            _ => null,
        };
        return value is not null;
    }

    private bool TryEqual(OperationNode node, out bool equal)
    {
        equal = false;
        if (TryNumber(node.Left, out var x) && TryNumber(node.Right, out var y))
        {
            equal = x == y;
            return true;
        }
        if (!TryText(node.Left, out var a) || !TryText(node.Right, out var b)) return false;
        equal = a == b;
        return true;
    }

    private bool TryMatch(OperationNode node, out bool matches)
    {
        matches = false;
        if (!TryText(node.Left, out var text) || !TryText(node.Right, out var pattern)
            || !GoRegex.TryParse(Unquoted(pattern), out var regex, out _))
            return false;
        matches = regex.IsMatch(Unquoted(text));
        return true;
    }

    private bool TryIn(OperationNode node, out bool found)
    {
        found = false;
        object? item = TryNumber(node.Left, out var number) ? number : TryText(node.Left, out var text) ? text : null;
        if (!TryValue(node.Right, out var among)) return false;
        if (among is not (object?[] or Map)) return false;
        IEnumerable<object?> items = among is Map map ? map.Values : (object?[])among;
        found = items.Any(each => each is double or string && each.Equals(item));
        return true;
    }

    private bool TryNumber(ScriptNode? node, out double number)
    {
        number = 0;
        if (!TryValue(node, out var value) || GoNumber.ParseFloat(GoFormat.Text(value)) is not { } parsed) return false;
        number = parsed;
        return true;
    }

    private bool TryBool(ScriptNode? node, out bool flag)
    {
        flag = false;
        if (node is null) return true;
        if (!TryValue(node, out var value)) return false;
        if (value is null) return true;
        flag = GoFormat.Text(value) is "1" or "t" or "T" or "TRUE" or "true" or "True";
        return flag || GoFormat.Text(value) is "0" or "f" or "F" or "FALSE" or "false" or "False";
    }

    private bool TryText(ScriptNode? node, out string text)
    {
        text = "";
        if (!TryValue(node, out var value)) return false;
        var isNamed = node is WordNode word && Parameter(word.Text, out _);
        text = value switch
        {
            string words when IsQuoted(words, '\'') => words,
            string words when IsQuoted(words, '"') => $"'{words[1..^1]}'",
            string words when isNamed => $"'{words}'",
            _ => GoFormat.Text(value),
        };
        return true;
    }

    private static bool IsQuoted(string text, char quote) => text.Length > 1 && text[0] == quote && text[^1] == quote;

    private static string Unquoted(string text) => IsQuoted(text, '\'') ? text[1..^1] : text;
}
