using System.Globalization;
using System.Text;

namespace Runbooks.Engine.Expressions.Syntax;

/// <summary>The escapes within quoted texts: <c>\n</c>, <c>\x41</c>, <c>\u0041</c>, <c>\u{1F600}</c>, <c>\101</c>.</summary>
internal static class Escapes
{
    private const string Letters = "abfnrtv\\";
    private const string Meanings = "\a\b\f\n\r\t\v\\";

    /// <param name="quote">The one around the text: no other can be escaped.</param>
    /// <param name="offset">Where the body stands in the expression.</param>
    /// <exception cref="SyntaxException"/>
    public static string Decode(string body, char quote, int offset)
    {
        body = body.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        if (!body.Contains('\\')) return body;
        var text = new StringBuilder();
        for (var at = 0; at < body.Length;)
        {
            if (body[at] != '\\') text.Append(body[at++]);
            else text.Append(Character(Escape(body, quote, ref at, offset, bytes: false), offset + at));
        }
        return text.ToString();
    }

    /// <summary>Each character of the result is one byte.</summary>
    public static string DecodeBytes(string body, char quote, int offset)
    {
        var text = new StringBuilder();
        for (var at = 0; at < body.Length;)
        {
            if (body[at] == '\\') text.Append((char)Escape(body, quote, ref at, offset, bytes: true));
            else foreach (var each in Encoding.UTF8.GetBytes(NextRune(body, ref at))) text.Append((char)each);
        }
        return text.ToString();
    }

    private static string NextRune(string body, ref int at)
    {
        var length = char.IsHighSurrogate(body[at]) && at + 1 < body.Length ? 2 : 1;
        at += length;
        return body.Substring(at - length, length);
    }

    /// <summary>A code point without a character (half a surrogate pair) is U+FFFD, as in Go.</summary>
    private static string Character(int code, int offset) => code switch
    {
        > 0x10FFFF => throw Invalid(offset),
        >= 0xD800 and < 0xE000 => "\uFFFD",
        _ => char.ConvertFromUtf32(code),
    };

    private static int Escape(string body, char quote, ref int at, int offset, bool bytes)
    {
        if (at + 1 >= body.Length) throw Invalid(offset + at);
        var letter = body[at + 1];
        var plain = Letters.IndexOf(letter);
        at += 2;
        if (plain >= 0) return Meanings[plain];
        if (letter == quote) return quote;
        if (letter is >= '0' and <= '3') return Digits(body, ref at, at - 1, 3, 8, offset);
        if (letter == 'u' && !bytes && at < body.Length && body[at] == '{') return Braced(body, ref at, offset);
        var length = letter switch { 'x' => 2, 'u' when !bytes => 4, 'U' when !bytes => 8, _ => throw Invalid(offset + at - 2) };
        return Digits(body, ref at, at, length, 16, offset);
    }

    private static int Braced(string body, ref int at, int offset)
    {
        var end = body.IndexOf('}', at);
        if (end < 0 || end - at is < 2 or > 7) throw Invalid(offset + at);
        var code = Digits(body, ref at, at + 1, end - at - 1, 16, offset);
        at = end + 1;
        return code;
    }

    private static int Digits(string body, ref int at, int from, int length, int radix, int offset)
    {
        at = from + length;
        if (at > body.Length) throw Invalid(offset + from);
        long value = 0;
        foreach (var digit in body.AsSpan(from, length))
        {
            if (!char.IsAsciiHexDigit(digit) || radix == 8 && digit > '7') throw Invalid(offset + from);
            value = value * radix + int.Parse([digit], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }
        return (int)Math.Min(value, int.MaxValue);
    }

    private static SyntaxException Invalid(int offset) => new("invalid char escape", offset);
}
