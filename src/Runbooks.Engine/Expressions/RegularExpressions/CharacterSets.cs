using System.Globalization;

namespace Runbooks.Engine.Expressions.RegularExpressions;

/// <summary>The classes of characters that RE2 has names for, in .NET's words.</summary>
internal static class CharacterSets
{
    private static readonly Dictionary<char, string> Letters = new()
    {
        ['d'] = "[0-9]",
        ['D'] = "[^0-9]",
        ['w'] = "[0-9A-Za-z_]",
        ['W'] = "[^0-9A-Za-z_]",
        ['s'] = @"[\t\n\f\r ]",
        ['S'] = @"[^\t\n\f\r ]",
        ['a'] = @"\a",
        ['f'] = @"\f",
        ['n'] = @"\n",
        ['r'] = @"\r",
        ['t'] = @"\t",
        ['v'] = @"\v",
    };

    /// <summary>The complements of the sets above, as ranges that can stand within another class.</summary>
    private static readonly Dictionary<string, string> Complements = new()
    {
        ["[^0-9]"] = @"\u0000-/:-\uffff",
        ["[^0-9A-Za-z_]"] = @"\u0000-/:-@\[-\^`\{-\uffff",
        [@"[^\t\n\f\r ]"] = @"\u0000-\u0008\u000b\u000e-\u001f!-\uffff",
    };

    private static readonly Dictionary<string, string> Posixes = new()
    {
        ["alnum"] = "0-9A-Za-z",
        ["alpha"] = "A-Za-z",
        ["ascii"] = @"\u0000-\u007f",
        ["blank"] = @"\t ",
        ["cntrl"] = @"\u0000-\u001f\u007f",
        ["digit"] = "0-9",
        ["graph"] = "!-~",
        ["lower"] = "a-z",
        ["print"] = " -~",
        ["punct"] = @"!-/:-@\[-`\{-~",
        ["space"] = @"\t\n\v\f\r ",
        ["upper"] = "A-Z",
        ["word"] = "0-9A-Za-z_",
        ["xdigit"] = "0-9A-Fa-f",
    };

    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["Greek"] = @"\u0370-\u03ff\u1f00-\u1fff",
        ["Latin"] = @"A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u1e00-\u1eff",
        ["Cyrillic"] = @"\u0400-\u052f",
        ["Han"] = @"\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
        ["Hiragana"] = @"\u3041-\u309f",
        ["Katakana"] = @"\u30a0-\u30ff\u31f0-\u31ff",
        ["Arabic"] = @"\u0600-\u06ff\u0750-\u077f",
        ["Hebrew"] = @"\u0591-\u05f4",
        ["Thai"] = @"\u0e01-\u0e5b",
        ["Hangul"] = @"\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
    };

    private static readonly HashSet<string> Categories =
    [
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So",
        "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Co",
    ];

    public static string Quote(char c) => char.IsAsciiLetterOrDigit(c) || c > 127 || c < ' ' || c == '_' ? c.ToString() : "\\" + c;

    /// <summary>What a class such as <c>[^0-9]</c> holds, to be put within another.</summary>
    public static string Inner(string set) => Complements.GetValueOrDefault(set) ?? set[1..^1];

    public static bool IsReversed(string from, string to) => from.Length > 0 && to.Length > 0 && Code(from) > Code(to);

    /// <summary>The escape at <paramref name="at"/>: a character, or a class in brackets or as <c>\p{…}</c>.</summary>
    /// <exception cref="PatternException"/>
    public static string Escaped(string pattern, ref int at)
    {
        var letter = pattern[at + 1];
        if (letter is 'p' or 'P') return Unicode(pattern, ref at);
        if (letter == 'x') return Hex(pattern, ref at);
        if (letter is >= '0' and <= '7' && (letter == '0' || at + 2 < pattern.Length && pattern[at + 2] is >= '0' and <= '7')) return Octal(pattern, ref at);
        if (Letters.TryGetValue(letter, out var known))
        {
            at += 2;
            return known;
        }
        if (char.IsAsciiLetterOrDigit(letter) || letter > 127) throw new PatternException($"invalid escape sequence: `\\{letter}`");
        at += 2;
        return Quote(letter);
    }

    /// <summary><c>[:alpha:]</c> or <c>[:^alpha:]</c></summary>
    public static string? Posix(string pattern, ref int at)
    {
        var end = pattern.IndexOf(":]", at + 2, StringComparison.Ordinal);
        if (end < 0) return null;
        var name = pattern[(at + 2)..end];
        if (name is "^digit" or "^word")
        {
            at = end + 2;
            return Complements[name == "^digit" ? Letters['D'] : Letters['W']];
        }
        if (!Posixes.TryGetValue(name.TrimStart('^'), out var set)) throw new PatternException($"invalid character class range: `[:{name}:]`");
        if (name.StartsWith('^')) throw new PatternException($"invalid character class range: `[:{name}:]` is not supported; write [^[:{name[1..]}:]]");
        at = end + 2;
        return set;
    }

    private static string Unicode(string pattern, ref int at)
    {
        var negated = pattern[at + 1] == 'P';
        var braced = at + 2 < pattern.Length && pattern[at + 2] == '{';
        var end = braced ? pattern.IndexOf('}', at) : at + 3;
        if (end < 0 || end > pattern.Length) throw new PatternException($"invalid character class range: `{pattern[at..]}`");
        var name = braced ? pattern[(at + 3)..end] : pattern[(at + 2)..end];
        if (name.StartsWith('^')) (negated, name) = (!negated, name[1..]);
        at = braced ? end + 1 : end;
        if (Categories.Contains(name)) return $"\\{(negated ? 'P' : 'p')}{{{name}}}";
        if (Scripts.TryGetValue(name, out var script)) return negated ? $"[^{script}]" : $"[{script}]";
        throw new PatternException($"invalid character class range: `\\p{{{name}}}`");
    }

    private static string Hex(string pattern, ref int at)
    {
        var braced = at + 2 < pattern.Length && pattern[at + 2] == '{';
        var start = braced ? at + 3 : at + 2;
        var end = braced ? pattern.IndexOf('}', at) : Math.Min(at + 4, pattern.Length);
        if (end <= start || end - start > 6 || !int.TryParse(pattern.AsSpan(start, end - start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || !braced && end - start != 2)
            throw new PatternException($"invalid escape sequence: `{pattern[at..Math.Min(at + 4, pattern.Length)]}`");
        at = braced ? end + 1 : end;
        return Character(code);
    }

    private static string Octal(string pattern, ref int at)
    {
        var (code, end) = (0, at + 1);
        for (; end < pattern.Length && end < at + 4 && pattern[end] is >= '0' and <= '7'; end++) code = code * 8 + pattern[end] - '0';
        at = end;
        return Character(code);
    }

    private static string Character(int code)
    {
        if (code > 0x10FFFF || code is >= 0xD800 and < 0xE000) throw new PatternException($"invalid escape sequence: `\\x{{{code:X}}}`");
        return code > 0xFFFF ? char.ConvertFromUtf32(code) : string.Create(CultureInfo.InvariantCulture, $"\\u{code:x4}");
    }

    private static int Code(string character) => character switch
    {
        [var only] => only,
        ['\\', 'u', .. var hex] => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        ['\\', var letter] => "afnrtv".IndexOf(letter) switch { 0 => 7, 1 => 12, 2 => 10, 3 => 13, 4 => 9, 5 => 11, _ => letter },
        _ => char.ConvertToUtf32(character, 0),
    };
}
