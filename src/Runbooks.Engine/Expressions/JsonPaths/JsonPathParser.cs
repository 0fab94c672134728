using System.Globalization;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.JsonPaths;

/// <summary>Reads a path: <c>$.store.book[?(@.price &lt; 10)].title</c></summary>
internal sealed class JsonPathParser
{
    private const int MaxLength = 2_000;
    private const int MaxNesting = 20;

    private readonly string _path;
    private readonly int _nesting;
    private int _at;

    private JsonPathParser(string path, int nesting) => (_path, _nesting) = (path, nesting);

    /// <exception cref="EvaluationException">The path is wrong.</exception>
    public static IReadOnlyList<JsonPathStep> Parse(string path)
    {
        if (path.Length > MaxLength) throw new EvaluationException($"the JSONPath is longer than {MaxLength} characters");
        return Parse(path, 0);
    }

    private static List<JsonPathStep> Parse(string path, int nesting)
    {
        var parser = new JsonPathParser(path, nesting);
        if (nesting > MaxNesting) throw parser.Invalid("it is nested too deeply");
        return parser.Steps();
    }

    private EvaluationException Invalid(string why) => new($"invalid JSONPath selector '{_path}': {why}");

    private char Peek(int ahead = 0) => _at + ahead < _path.Length ? _path[_at + ahead] : '\0';

    private List<JsonPathStep> Steps()
    {
        if (Peek() is not ('$' or '@')) throw Invalid("it must begin with '$'");
        var steps = new List<JsonPathStep> { Peek() == '$' ? new RootStep() : new CurrentStep() };
        _at++;
        if (_at < _path.Length && Peek() is not ('.' or '[')) throw Invalid($"unexpected '{Peek()}' at {_at + 1}");
        while (_at < _path.Length) steps.Add(Step());
        return steps;
    }

    private JsonPathStep Step()
    {
        if (Peek() == '.' && Peek(1) == '.')
        {
            _at += 2;
            return new DescendStep();
        }
        if (Peek() == '.') _at++;
        return Peek() == '[' ? Brackets() : Named();
    }

    private JsonPathStep Named()
    {
        var (start, quotes, round) = (_at, 0, 0);
        for (; _at < _path.Length && Peek() != '[' && (Peek() != '.' || quotes % 2 == 1 || round != 0); _at++)
        {
            quotes += Peek() == '\'' ? 1 : 0;
            round += Peek() == '(' ? 1 : Peek() == ')' ? -1 : 0;
        }
        var name = _path[start.._at].Trim();
        return name switch
        {
            "" => throw Invalid("a name is missing after '.'"),
            "*" => new WildcardStep(),
            "length" => new LengthStep(),
            _ => new KeyStep(name),
        };
    }

    private JsonPathStep Brackets()
    {
        var start = _at;
        var inner = Closed().Trim();
        if (inner == "*") return new WildcardStep();
        if (inner is ['?', '(', .., ')']) return new FilterStep(ScriptOf(inner[2..^1].Trim()));
        var parts = Parts(inner, out var separators);
        if (separators.Contains(':'))
        {
            if (separators.Any(separator => separator != ':') || separators.Length > 2) throw Unknown();
            var places = parts.Select(part => part.Length == 0 ? null : PlaceOf(part, takesKeys: false) ?? throw Unknown()).ToList();
            return new RangeStep(places[0], places[1], places.ElementAtOrDefault(2));
        }
        var picked = parts.Select(part => PlaceOf(part, takesKeys: true) ?? throw Unknown()).ToList();
        if (picked is not [var only]) return new UnionStep(picked);
        return only switch
        {
            { Script: { } script } => new ScriptStep(script),
            { Value: string key } => new KeyStep(key),
            _ => new IndexStep((long)(double)only.Value!),
        };

        EvaluationException Unknown() => Invalid($"a place or a quoted name is missing at {start + 2}");
    }

    /// <summary>What stands between the bracket here and the one that closes it.</summary>
    private string Closed()
    {
        var start = _at;
        var (quotes, round, square) = (0, 0, 0);
        for (; _at < _path.Length; _at++)
        {
            var c = Peek();
            if (c == '\'') quotes++;
            else if (c is '(' or ')') round += c == '(' ? 1 : -1;
            else if (c is '[' or ']') square += c == '[' ? 1 : -1;
            if (c == ']' && square == 0 && quotes % 2 == 0 && round == 0) return _path[(start + 1)..(_at++)];
        }
        throw Invalid($"']' is missing at {_at + 1}");
    }

    private Script ScriptOf(string text)
    {
        try
        {
            return new ScriptParser(path => Parse(path, _nesting + 1)).Parse(text);
        }
        catch (EvaluationException wrong) when (!wrong.Message.StartsWith("invalid JSONPath", StringComparison.Ordinal))
        {
            throw Invalid(wrong.Message);
        }
    }

    /// <summary>Cut at commas and colons outside of quotes and brackets.</summary>
    private static List<string> Parts(string text, out char[] separators)
    {
        var (parts, found, quote, depth, start) = (new List<string>(), new List<char>(), '\0', 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0') quote = c == quote && text[i - 1] != '\\' ? '\0' : quote;
            else if (c is '(' or ')') depth += c == '(' ? 1 : -1;
            else if (depth > 0) continue;
            else if (c is '\'' or '"') quote = c;
            else if (c is ',' or ':')
            {
                parts.Add(text[start..i].Trim());
                found.Add(c);
                start = i + 1;
            }
        }
        parts.Add(text[start..].Trim());
        separators = [.. found];
        return parts;
    }

    /// <summary>Null if the text is neither a number nor a quoted key nor a script.</summary>
    private Place? PlaceOf(string text, bool takesKeys)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return new Place((double)number);
        if (text is ['(', _, .., ')']) return new Place(null, ScriptOf(text[1..^1]));
        if (!takesKeys || text is not (['\'', .., '\''] or ['"', .., '"']) || text.Length < 2) return null;
        return new Place(text[1..^1].Replace("\\" + text[0], text[0].ToString(), StringComparison.Ordinal));
    }
}
