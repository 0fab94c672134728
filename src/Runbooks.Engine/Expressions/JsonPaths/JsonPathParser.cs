using System.Globalization;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.JsonPaths;

internal sealed class JsonPathParser
{
    private const int MaxLength = 2_000;

    /// <summary>Loosest first.</summary>
    private static readonly string[][] Levels = [["||"], ["&&"], ["==", "!=", "<=", ">=", "=~", "<", ">"]];

    private readonly string _path;
    private int _at;
    private int _depth;

    private JsonPathParser(string path) => _path = path;

    /// <exception cref="EvaluationException">The path is wrong.</exception>
    public static IReadOnlyList<JsonPathStep> Parse(string path)
    {
        if (path.Length > MaxLength) throw new EvaluationException($"the JSONPath is longer than {MaxLength} characters");
        var parser = new JsonPathParser(path);
        if (!path.StartsWith('$')) throw parser.Invalid("it must begin with '$'");
        parser._at = 1;
        var steps = parser.Steps(inFilter: false);
        return parser._at == path.Length ? steps : throw parser.Invalid($"unexpected '{path[parser._at]}' at {parser._at + 1}");
    }

    private EvaluationException Invalid(string why) => new($"invalid JSONPath selector '{_path}': {why}");

    private char Peek(int ahead = 0) => _at + ahead < _path.Length ? _path[_at + ahead] : '\0';

    private bool Take(string text)
    {
        if (!_path.AsSpan(_at).StartsWith(text)) return false;
        _at += text.Length;
        return true;
    }

    private List<JsonPathStep> Steps(bool inFilter)
    {
        var steps = new List<JsonPathStep>();
        while (true)
        {
            if (Take(".."))
            {
                steps.Add(new DescendStep());
                if (Peek() != '[') steps.Add(Name(inFilter));
            }
            else if (Peek() == '[') steps.Add(Brackets());
            else if (Take(".")) steps.Add(Name(inFilter));
            else return steps;
        }
    }

    private JsonPathStep Name(bool inFilter)
    {
        if (Take("*")) return new WildcardStep();
        var start = _at;
        while (_at < _path.Length && Peek() is not ('.' or '[') && !(inFilter && !char.IsLetterOrDigit(Peek()) && Peek() != '_')) _at++;
        return _at > start ? new KeyStep(_path[start.._at]) : throw Invalid("a name is missing after '.'");
    }

    private JsonPathStep Brackets()
    {
        _at++;
        Blanks();
        JsonPathStep step = Peek() switch
        {
            '*' when Take("*") => new WildcardStep(),
            '?' when Take("?(") => new FilterStep(Closed()),
            '(' when Take("(") => Script(),
            _ => Places(),
        };
        Blanks();
        return Take("]") ? step : throw Invalid($"']' is missing at {_at + 1}");
    }

    private FilterNode Closed()
    {
        if (++_depth > 50) throw Invalid("it is nested too deeply");
        var condition = Condition(0);
        Blanks();
        if (!Take(")")) throw Invalid($"')' is missing at {_at + 1}");
        _depth--;
        return condition;
    }

    /// <summary>Of all scripts only <c>@.length-1</c> is worth having.</summary>
    private IndexStep Script()
    {
        var end = _path.IndexOf(')', _at);
        var script = end < 0 ? "" : _path[_at..end].Replace(" ", "", StringComparison.Ordinal);
        const string Length = "@.length-";
        if (!script.StartsWith(Length, StringComparison.Ordinal) || !int.TryParse(script[Length.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var back))
            throw Invalid("of scripts only (@.length-N) is supported");
        _at = end + 1;
        return new IndexStep(-back);
    }

    private JsonPathStep Places()
    {
        var parts = new List<JsonPathStep>();
        do
        {
            Blanks();
            parts.Add(Peek() is '\'' or '"' ? new KeyStep(Quoted()) : Place());
            Blanks();
        }
        while (Take(","));
        return parts is [var only] ? only : new UnionStep(parts);
    }

    private JsonPathStep Place()
    {
        var from = Integer();
        if (!Take(":")) return from is { } index ? new IndexStep(index) : throw Invalid($"a place or a quoted name is missing at {_at + 1}");
        var to = Integer();
        var step = Take(":") ? Integer() ?? 1 : 1;
        return step != 0 ? new RangeStep(from, to, step) : throw Invalid("a slice can't have steps of 0");
    }

    private long? Integer()
    {
        var start = _at;
        if (Peek() == '-') _at++;
        while (char.IsAsciiDigit(Peek())) _at++;
        if (_at == start) return null;
        return int.TryParse(_path.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Invalid($"'{_path[start.._at]}' is no place in a list");
    }

    private string Quoted()
    {
        var quote = Peek();
        var end = _path.IndexOf(quote, _at + 1);
        if (end < 0) throw Invalid($"a quote is not closed at {_at + 1}");
        var text = _path[(_at + 1)..end];
        _at = end + 1;
        return text;
    }

    private void Blanks()
    {
        while (Peek() == ' ') _at++;
    }

    private FilterNode Condition(int level)
    {
        if (level == Levels.Length) return Operand();
        var left = Condition(level + 1);
        while (true)
        {
            Blanks();
            if (Array.Find(Levels[level], Take) is not { } sign) return left;
            left = new FilterOperation(sign, left, Condition(level + 1));
        }
    }

    private FilterNode Operand()
    {
        Blanks();
        if (Take("(")) return Closed();
        if (Take("@")) return new FilterPath(false, Steps(inFilter: true));
        if (Take("$")) return new FilterPath(true, Steps(inFilter: true));
        if (Peek() is '\'' or '"') return new FilterConstant(Quoted());
        var start = _at;
        while (char.IsLetterOrDigit(Peek()) || Peek() is '.' or '-' or '+') _at++;
        return new FilterConstant(_path[start.._at] switch
        {
            "true" => true,
            "false" => false,
            "null" or "nil" => null,
            var number when GoNumber.ParseFloat(number) is { } value => value,
            _ => throw Invalid($"a value is missing at {start + 1}"),
        });
    }
}
