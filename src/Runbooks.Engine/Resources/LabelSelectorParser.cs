using System.Text.RegularExpressions;

namespace Runbooks.Engine.Resources;

/// <summary>Reads a label selector with Kubernetes' own rules on keys and values.</summary>
internal sealed partial class LabelSelectorParser
{
    private const int LongestName = 63;

    private readonly List<string> _tokens;
    private int _at;

    public LabelSelectorParser(string text) => _tokens = [.. Token().Matches(text).Select(match => match.Value)];

    private string? Next => _at < _tokens.Count ? _tokens[_at] : null;

    /// <exception cref="FormatException">The text is no selector.</exception>
    public List<LabelRequirement> Parse()
    {
        var requirements = new List<LabelRequirement>();
        if (Next is null) return requirements;
        do requirements.Add(Requirement());
        while (Take(","));
        return Next is null ? requirements : throw Unexpected("',' or the end");
    }

    private LabelRequirement Requirement()
    {
        var isAbsent = Take("!");
        var key = Key();
        if (isAbsent) return new(key, LabelOperator.DoesNotExist, [], $"!{key}");
        if (Next is null or ",") return new(key, LabelOperator.Exists, [], key);
        var sign = _tokens[_at++];
        return sign switch
        {
            "=" or "==" => One(key, LabelOperator.In, sign),
            "!=" => One(key, LabelOperator.NotIn, sign),
            ">" => Whole(One(key, LabelOperator.GreaterThan, sign)),
            "<" => Whole(One(key, LabelOperator.LessThan, sign)),
            "in" => Several(key, LabelOperator.In, sign),
            "notin" => Several(key, LabelOperator.NotIn, sign),
            _ => throw new FormatException($"'{sign}' can't follow '{key}': expected =, ==, !=, >, <, in, notin, ',' or the end"),
        };
    }

    private LabelRequirement One(string key, LabelOperator @operator, string sign)
    {
        var value = Next is null or "," ? "" : Value();
        return new(key, @operator, [value], $"{key}{sign}{value}");
    }

    private static LabelRequirement Whole(LabelRequirement requirement) => long.TryParse(requirement.Values[0], out _)
        ? requirement
        : throw new FormatException($"'{requirement.Values[0]}' is not a whole number: '>' and '<' compare whole numbers");

    private LabelRequirement Several(string key, LabelOperator @operator, string sign)
    {
        if (!Take("(")) throw Unexpected($"'(' behind '{sign}'");
        var values = new List<string>();
        do values.Add(Next is "," or ")" ? "" : Value());
        while (Take(","));
        if (!Take(")")) throw Unexpected("',' or ')'");
        return new(key, @operator, values, $"{key} {sign} ({string.Join(',', values.Distinct().Order(StringComparer.Ordinal))})");
    }

    private string Key()
    {
        var key = Word("a field");
        var name = key.Split('/', 2) is [var prefix, var rest] && prefix.Length > 0 ? rest : key;
        return Name().IsMatch(name) && name.Length <= LongestName
            ? key
            : throw new FormatException($"'{key}' can't be a field here: letters, digits, '-', '_' and '.', at most {LongestName}, as in 'status.phase'");
    }

    private string Value()
    {
        var value = Word("a value");
        return Name().IsMatch(value) && value.Length <= LongestName
            ? value
            : throw new FormatException($"'{value}' can't be a value here: letters, digits, '-', '_' and '.', at most {LongestName}, without quotes");
    }

    private string Word(string expected)
    {
        if (Next is null or "=" or "==" or "!=" or ">" or "<" or "(" or ")" or "," or "!") throw Unexpected(expected);
        return _tokens[_at++];
    }

    private bool Take(string token)
    {
        if (Next != token) return false;
        _at++;
        return true;
    }

    private FormatException Unexpected(string expected) => new(Next is null ? $"it ends where {expected} is expected" : $"found '{Next}', expected {expected}");

    [GeneratedRegex(@"==|!=|[=!(),<>]|[^\s=!(),<>]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    [GeneratedRegex(@"^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
