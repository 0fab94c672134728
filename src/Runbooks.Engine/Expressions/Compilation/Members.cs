using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Compilation;

/// <summary>What is in lists, maps and texts.</summary>
internal static class Members
{
    public static object? Fetch(object? from, object? key) => from switch
    {
        object?[] list => list[Index(key, list.Length)],
        string text => Byte(text, key),
        byte[] bytes => (long)bytes[Index(key, bytes.Length)],
        IReadOnlyDictionary<string, object?> map => map.TryGetValue(Key(key), out var found) ? found : null,
        AnyMap map => map[key],
        _ => throw new EvaluationException($"cannot fetch {GoFormat.Text(key)} from {GoType.Name(from)}"),
    };

    /// <summary>Null where <see cref="Fetch"/> would fail.</summary>
    public static object? Get(object? from, object? key) => from switch
    {
        object?[] list => At(list.Length, key) is { } index ? list[index] : null,
        string text => At(GoText.Bytes(text), key) is not null ? Byte(text, key) : null,
        byte[] bytes => At(bytes.Length, key) is { } index ? (long)bytes[index] : null,
        IReadOnlyDictionary<string, object?> or AnyMap => Fetch(from, key),
        _ => null,
    };

    public static bool In(Evaluation evaluation, object? needle, object? among)
    {
        switch (among)
        {
            case null: return false;
            case object?[] list:
                evaluation.Step(list.Length);
                foreach (var item in list)
                    if (GoEquality.Equal(item, needle)) return true;
                return false;
            case IReadOnlyDictionary<string, object?> map: return map.ContainsKey(Key(needle));
            case AnyMap map: return map.ContainsKey(needle);
            case byte[] bytes: return needle is long number && bytes.Contains((byte)number) && number is >= 0 and < 256;
            default: throw new EvaluationException($"operator \"in\" not defined on {GoType.Name(among)}");
        }
    }

    public static object Slice(Evaluation evaluation, object? value, object? from, object? to)
    {
        if (value is not (object?[] or string or byte[])) throw new EvaluationException($"cannot slice {GoFormat.Text(value)}");
        var length = Length(value);
        var last = Math.Clamp(Wrap(GoArithmetic.ToInt(to), length), 0, length);
        var first = Math.Min(Math.Max(Wrap(GoArithmetic.ToInt(from), length), 0), last);
        return value switch
        {
            object?[] list => evaluation.Made(list[(int)first..(int)last]),
            byte[] bytes => bytes[(int)first..(int)last],
            _ => evaluation.Made(GoText.Slice((string)value, (int)first, (int)last)),
        };
    }

    /// <summary>Of a text in bytes, as slices count.</summary>
    public static long Length(object? value) => value switch
    {
        object?[] list => list.Length,
        byte[] bytes => bytes.Length,
        string text => GoText.Bytes(text),
        IReadOnlyDictionary<string, object?> map => map.Count,
        AnyMap map => map.Count,
        _ => throw new EvaluationException($"invalid argument for len (type {GoType.Name(value)})"),
    };

    /// <summary>What a closure goes through. Of a text these are its bytes.</summary>
    public static object?[] Items(object? value) => value switch
    {
        object?[] list => list,
        string text => GoText.ByteValues(text),
        byte[] bytes => [.. bytes.Select(each => (object?)(long)each)],
        IReadOnlyDictionary<string, object?> { Count: 0 } => [],
        IReadOnlyDictionary<string, object?> or AnyMap => throw new EvaluationException("reflect: call of reflect.Value.Index on map Value"),
        null => throw new EvaluationException("reflect: call of reflect.Value.Len on zero Value"),
        _ => throw new EvaluationException($"reflect: call of reflect.Value.Len on {GoType.ReflectKind(value)} Value"),
    };

    private static int Index(object? key, int length)
    {
        var index = Wrap(GoArithmetic.ToInt(key), length);
        return index >= 0 && index < length ? (int)index : throw new EvaluationException($"index out of range: {index} (array length is {length})");
    }

    private static int? At(int length, object? key)
    {
        var index = Wrap(GoArithmetic.ToInt(key), length);
        return index >= 0 && index < length ? (int)index : null;
    }

    /// <summary>Negative places count from the end.</summary>
    private static long Wrap(long index, long length) => index < 0 ? length + index : index;

    private static long Byte(string text, object? key)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        return bytes[Index(key, bytes.Length)];
    }

    private static string Key(object? key) => key switch
    {
        string name => name,
        null => "",
        _ => throw new EvaluationException($"reflect.Value.MapIndex: value of type {GoType.Name(key)} is not assignable to type string"),
    };
}
