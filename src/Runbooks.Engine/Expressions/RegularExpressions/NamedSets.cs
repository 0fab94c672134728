using System.Collections.Concurrent;
using System.Globalization;

namespace Runbooks.Engine.Expressions.RegularExpressions;

/// <summary>The sets of characters that RE2 has names for.</summary>
internal static class NamedSets
{
    private static readonly string[] CategoryNames =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Pc", "Pd", "Ps", "Pe",
        "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So",
    ];

    private static readonly ConcurrentDictionary<string, CharacterSet?> Unicode = new();
    private static readonly Lazy<Dictionary<string, string[]>> Scripts = new(ReadScripts);

    private static readonly Dictionary<char, CharacterSet> Letters = new()
    {
        ['d'] = CharacterSet.Parse("0-9"),
        ['w'] = CharacterSet.Parse("0-9A-Za-z_"),
        ['s'] = CharacterSet.Parse("\t\n\f\r "),
    };

    private static readonly Dictionary<string, CharacterSet> Posixes = new()
    {
        ["alnum"] = CharacterSet.Parse("0-9A-Za-z"),
        ["alpha"] = CharacterSet.Parse("A-Za-z"),
        ["ascii"] = CharacterSet.Of((0, 0x7F)),
        ["blank"] = CharacterSet.Parse("\t "),
        ["cntrl"] = CharacterSet.Of((0, 0x1F), (0x7F, 0x7F)),
        ["digit"] = CharacterSet.Parse("0-9"),
        ["graph"] = CharacterSet.Parse("!-~"),
        ["lower"] = CharacterSet.Parse("a-z"),
        ["print"] = CharacterSet.Parse(" -~"),
        ["punct"] = CharacterSet.Parse("!-/:-@[-`{-~"),
        ["space"] = CharacterSet.Parse("\t\n\v\f\r "),
        ["upper"] = CharacterSet.Parse("A-Z"),
        ["word"] = CharacterSet.Parse("0-9A-Za-z_"),
        ["xdigit"] = CharacterSet.Parse("0-9A-Fa-f"),
    };

    /// <summary>Of <c>\d</c>, <c>\D</c>, … the set, and whether it is meant without its members; null for another letter.</summary>
    public static (CharacterSet Set, bool IsNegated)? OfLetter(char letter) =>
        Letters.TryGetValue(char.ToLowerInvariant(letter), out var set) ? (set, char.IsAsciiLetterUpper(letter)) : null;

    /// <summary><c>alpha</c> of <c>[:alpha:]</c>, or null.</summary>
    public static CharacterSet? OfPosix(string name) => Posixes.GetValueOrDefault(name);

    /// <summary>A category or script of <c>\p{…}</c>: <c>Lu</c>, <c>L</c>, <c>Greek</c>, <c>Any</c>; null if there is none.</summary>
    public static CharacterSet? OfUnicode(string name)
    {
        if (name == "Any") return CharacterSet.All;
        if (Scripts.Value.TryGetValue(name, out var script)) return Unicode.GetOrAdd(name, _ => CharacterSet.Of(script.Select(Range)));
        return CategoryNames.Any(category => category == name || category[..1] == name) ? Unicode.GetOrAdd(name, OfCategory) : null;
    }

    private static CharacterSet OfCategory(string name)
    {
        var meant = CategoryNames.Select(category => category == name || category[..1] == name).Append(false).ToArray();
        var ranges = new List<(int, int)>();
        var from = -1;
        for (var c = 0; c <= CharacterSet.Last; c++)
        {
            var isIn = meant[(int)CharUnicodeInfo.GetUnicodeCategory(c)];
            if (isIn && from < 0) from = c;
            if (isIn || from < 0) continue;
            ranges.Add((from, c - 1));
            from = -1;
        }
        if (from >= 0) ranges.Add((from, CharacterSet.Last));
        return CharacterSet.Of(ranges);
    }

    private static (int From, int To) Range(string text)
    {
        var ends = text.Split('-');
        return (Hex(ends[0]), Hex(ends[^1]));
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static Dictionary<string, string[]> ReadScripts()
    {
        using var reader = new StreamReader(typeof(NamedSets).Assembly.GetManifestResourceStream("Scripts.txt")!);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var scripts = lines.Where(line => !line.StartsWith('#')).Select(line => line.Split(' '));
        return scripts.ToDictionary(words => words[0], words => words[1..]);
    }
}
