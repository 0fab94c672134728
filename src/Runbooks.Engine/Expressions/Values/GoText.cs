using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Runbooks.Engine.Expressions.Values;

/// <summary>Go's strings are bytes of UTF-8: places in them count bytes, lengths count characters.</summary>
internal static class GoText
{
    public static int Characters(string text)
    {
        var count = text.Length;
        foreach (var c in text)
            if (char.IsLowSurrogate(c)) count--;
        return count;
    }

    public static string Upper(string text) => Cased(text, UpperOf);

    public static string Lower(string text) => Cased(text, LowerOf);

    /// <summary>The capital of a character, where it is one character.</summary>
    public static Rune UpperOf(Rune rune) => rune.Value switch
    {
        // .NET leaves these alone: what they become is ASCII.
        'ı' => new Rune('I'),
        'ſ' => new Rune('S'),
        _ => Rune.ToUpperInvariant(rune),
    };

    public static Rune LowerOf(Rune rune) => rune.Value == 'İ' ? new Rune('i') : Rune.ToLowerInvariant(rune);

    public static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>The bytes from one place to before another; a character that was cut becomes U+FFFD.</summary>
    public static string Slice(string text, int from, int to) =>
        Ascii.IsValid(text) ? text[from..to] : FromBytes(Encoding.UTF8.GetBytes(text).AsSpan(from..to));

    /// <summary>Each byte that belongs to no character becomes U+FFFD.</summary>
    public static string FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes)) return Encoding.UTF8.GetString(bytes);
        var text = new StringBuilder();
        while (!bytes.IsEmpty)
        {
            var isValid = Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done;
            text.Append(isValid ? rune : Rune.ReplacementChar);
            bytes = bytes[(isValid ? length : 1)..];
        }
        return text.ToString();
    }

    /// <summary>The place of a character of UTF-16 in bytes.</summary>
    public static long ByteIndex(string text, int index) => index < 0 ? -1 : Encoding.UTF8.GetByteCount(text.AsSpan(0, index));

    public static object?[] ByteValues(string text) => [.. Encoding.UTF8.GetBytes(text).Select(each => (object?)(long)each)];

    public static IEnumerable<string> Runes(string text) => text.EnumerateRunes().Select(rune => rune.ToString());

    /// <summary>At most <paramref name="limit"/> parts (all if negative, none if 0); an empty separator cuts between characters.</summary>
    public static object?[] Split(string text, string separator, long limit, bool keepSeparator = false)
    {
        if (limit == 0) return NilList.Value;
        if (separator.Length == 0) return Explode(text, limit);
        var parts = new List<object?>();
        var at = 0;
        while (limit < 0 || parts.Count < limit - 1)
        {
            var next = text.IndexOf(separator, at, StringComparison.Ordinal);
            if (next < 0) break;
            parts.Add(text[at..(keepSeparator ? next + separator.Length : next)]);
            at = next + separator.Length;
        }
        parts.Add(text[at..]);
        return [.. parts];
    }

    /// <summary>The first <paramref name="limit"/> occurrences (all if negative); an empty one is before each character and at the end.</summary>
    public static string Replace(string text, string old, string with, long limit)
    {
        if (limit == 0 || old == with) return text;
        if (old.Length > 0 && limit < 0) return text.Replace(old, with, StringComparison.Ordinal);
        var result = new StringBuilder();
        var at = 0;
        for (var done = 0; limit < 0 || done < limit; done++)
        {
            var next = old.Length > 0 ? text.IndexOf(old, at, StringComparison.Ordinal) : NextCharacter(text, at, first: done == 0);
            if (next < 0) break;
            result.Append(text, at, next - at).Append(with);
            at = next + old.Length;
        }
        return result.Append(text, at, text.Length - at).ToString();
    }

    public static long Count(string text, string part)
    {
        if (part.Length == 0) return Characters(text) + 1;
        long count = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal)) count++;
        return count;
    }

    /// <summary>Without these characters at both ends.</summary>
    public static string Trim(string text, string characters)
    {
        var set = characters.EnumerateRunes().ToHashSet();
        var (start, end) = (0, text.Length);
        while (start < end && IsIn(Rune.DecodeFromUtf16(text.AsSpan(start, end - start), out var rune, out var length), rune)) start += length;
        while (start < end && IsIn(Rune.DecodeLastFromUtf16(text.AsSpan(start, end - start), out var rune, out var length), rune)) end -= length;
        return text[start..end];

        bool IsIn(OperationStatus status, Rune rune) => status == OperationStatus.Done && set.Contains(rune);
    }

    private static string Cased(string text, Func<Rune, Rune> change)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) result.Append(change(rune));
        return result.ToString();
    }

    private static int NextCharacter(string text, int at, bool first)
    {
        if (first) return 0;
        if (at >= text.Length) return -1;
        return at + (char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1);
    }

    private static object?[] Explode(string text, long limit)
    {
        var runes = Runes(text).ToArray();
        if (limit < 0 || runes.Length <= limit) return [.. runes];
        return [.. runes[..(int)(limit - 1)], string.Concat(runes[(int)(limit - 1)..])];
    }
}
