using System.Globalization;
using System.Text;
using Runbooks.Engine.Expressions.Functions;

namespace Runbooks.Engine.Expressions.Values;

/// <summary>Values as Go's <c>%v</c> prints them.</summary>
internal static class GoFormat
{
    public static string Text(object? value) => value switch
    {
        string text => text,
        null => "<nil>",
        bool flag => flag ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => GoNumber.Text(number),
        _ => Write(new StringBuilder(), value, 0).ToString(),
    };

    private static StringBuilder Write(StringBuilder text, object? value, int depth) => value switch
    {
        object?[] list => List(text, list, GoEquality.Deeper(depth)),
        byte[] bytes => text.Append('[').AppendJoin(' ', bytes).Append(']'),
        IReadOnlyDictionary<string, object?> map =>
            Map(text, map.OrderBy(entry => entry.Key, GoOrder.OfTexts).Select(entry => KeyValuePair.Create((object?)entry.Key, entry.Value)), GoEquality.Deeper(depth)),
        AnyMap map => Map(text, map.Entries, GoEquality.Deeper(depth)),
        GoFunction => text.Append("<func>"),
        null or bool or long or double or string => text.Append(Text(value)),
        _ => text.Append(value),
    };

    private static StringBuilder List(StringBuilder text, object?[] list, int depth)
    {
        text.Append('[');
        for (var i = 0; i < list.Length; i++) Write(i == 0 ? text : text.Append(' '), list[i], depth);
        return text.Append(']');
    }

    private static StringBuilder Map(StringBuilder text, IEnumerable<KeyValuePair<object?, object?>> entries, int depth)
    {
        text.Append("map[");
        var first = true;
        foreach (var (key, value) in entries)
        {
            if (!first) text.Append(' ');
            first = false;
            Write(text, key, depth).Append(':');
            Write(text, value, depth);
        }
        return text.Append(']');
    }
}
