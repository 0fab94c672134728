using System.Buffers;
using System.Text.RegularExpressions;

namespace Runbooks.Cli.Terminals;

/// <summary>
/// What makes a terminal do something instead of showing it (ECMA-48), and what turns the direction of text (Unicode's bidirectional controls).
/// </summary>
internal static partial class EscapeSequences
{
    private const string Directions = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    private static readonly string Controls = string.Concat(Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl));

    private static readonly SearchValues<char> Introducers =
        SearchValues.Create("\e" + string.Concat(Enumerable.Range(0x80, 0x20).Select(code => (char)code)));

    private static readonly SearchValues<char> DirectionValues = SearchValues.Create(Directions);

    public static readonly SearchValues<char> Obeyed = SearchValues.Create(Controls + Directions);

    public static bool IsDirection(char c) => c >= '\u061C' && Directions.Contains(c, StringComparison.Ordinal);

    /// <summary>JSON that says the same, with Unicode's directions as <c>\u202e</c>; what is below them JSON escapes anyway.</summary>
    public static string JsonSafe(string json) =>
        json.AsSpan().ContainsAny(DirectionValues) ? string.Concat(json.Select(c => IsDirection(c) ? $"\\u{(int)c:x4}" : c.ToString())) : json;

    /// <summary>The text without whole sequences: colours, cursor movements, titles. Single control characters stay.</summary>
    public static string Without(string text) => text.AsSpan().ContainsAny(Introducers) ? Sequence().Replace(text, "") : text;

    /// <summary>The same of the beginning of a text, without half a sequence or half a character at its end.</summary>
    public static string WithoutLast(string beginning)
    {
        var plain = Without(beginning);
        if (plain.AsSpan().LastIndexOfAny(Introducers) is var half and >= 0) plain = plain[..half];
        return plain.Length > 0 && char.IsHighSurrogate(plain[^1]) ? plain[..^1] : plain;
    }

    /// <summary>CSI with its parameters; OSC, DCS and the like up to their end, if they have one; ESC with one letter.</summary>
    [GeneratedRegex(
        @"(?:\e\[|\x9B)[0-?]*[ -/]*[@-~]"
        + @"|(?:\e[\]PX^_]|[\x90\x98\x9D\x9E\x9F])[^\x07\x18\x1A\e\x80-\x9F\n]*(?:\x07|\e\\|\x9C)"
        + @"|\e[ -/]+[0-~]|\e[0-Z\\`-~]",
        RegexOptions.CultureInvariant)]
    private static partial Regex Sequence();
}
