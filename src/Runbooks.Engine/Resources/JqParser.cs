using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runbooks.Engine.Resources;

/// <summary>Reads a jq filter, the loosest operator first.</summary>
internal sealed class JqParser(string text)
{
    private const int Deepest = 100;

    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">="];

    private readonly List<JqToken> _tokens = JqToken.Of(text);
    private int _at;
    private int _depth;

    private string? Next => _at < _tokens.Count ? _tokens[_at].Text : null;

    /// <exception cref="FormatException">The text is no filter, or one that isn't known here.</exception>
    public JsonFilter Parse()
    {
        if (_tokens.Count == 0) return value => [value];
        var filter = Pipe();
        return Next is null ? filter : throw Unexpected();
    }

    private JsonFilter Pipe()
    {
        if (++_depth > Deepest) throw new FormatException($"the filter is nested more than {Deepest} deep");
        var left = Comma();
        if (Take("|"))
        {
            var (first, then) = (left, Pipe());
            left = value => first(value).SelectMany(each => then(each));
        }
        _depth--;
        return left;
    }

    private JsonFilter Comma()
    {
        var left = Alternative();
        while (Take(","))
        {
            var (one, other) = (left, Alternative());
            left = value => one(value).Concat(other(value));
        }
        return left;
    }

    private JsonFilter Alternative()
    {
        var left = Or();
        if (!Take("//")) return left;
        var other = Alternative();
        return value => Given(left, value) is { Count: > 0 } given ? given : other(value);
    }

    private static List<JsonNode?> Given(JsonFilter filter, JsonNode? value)
    {
        try
        {
            return [.. filter(value).Where(JqFunctions.IsTrue)];
        }
        catch (FormatException)
        {
            // As in jq: what goes wrong gives nothing.
            return [];
        }
    }

    private JsonFilter Or()
    {
        var left = And();
        while (Take("or"))
        {
            var (one, other) = (left, And());
            left = value => one(value).SelectMany(each => JqFunctions.IsTrue(each) ? [JsonValue.Create(true)] : other(value).Select(JqFunctions.Truth));
        }
        return left;
    }

    private JsonFilter And()
    {
        var left = Comparison();
        while (Take("and"))
        {
            var (one, other) = (left, Comparison());
            left = value => one(value).SelectMany(each => JqFunctions.IsTrue(each) ? other(value).Select(JqFunctions.Truth) : [JsonValue.Create(false)]);
        }
        return left;
    }

    private JsonFilter Comparison()
    {
        var left = Sum();
        if (Next is not { } sign || !Comparisons.Contains(sign)) return left;
        _at++;
        var right = Sum();
        return Each(left, right, (one, other) => JsonValue.Create(JsonSteps.Compare(one, sign, other)));
    }

    private JsonFilter Sum()
    {
        var left = Product();
        while (Next is "+" or "-")
        {
            var sign = _tokens[_at++].Text;
            left = Each(left, Product(), (one, other) => JqFunctions.Calculate(one, sign, other));
        }
        return left;
    }

    private JsonFilter Product()
    {
        var left = Postfix();
        while (Next is "*" or "/" or "%")
        {
            var sign = _tokens[_at++].Text;
            left = Each(left, Postfix(), (one, other) => JqFunctions.Calculate(one, sign, other));
        }
        return left;
    }

    private static JsonFilter Each(JsonFilter left, JsonFilter right, Func<JsonNode?, JsonNode?, JsonNode?> combine) =>
        value => right(value).SelectMany(other => left(value).Select(one => combine(one, other)));

    private JsonFilter Postfix()
    {
        var path = Operand();
        while (true)
        {
            if (Next is ['.', _, ..] and not "..") path = Then(path, Field(_tokens[_at++].Text[1..]));
            else if (Next == "." && _at + 1 < _tokens.Count && _tokens[_at + 1].Text[0] is '"' or '[') _at++;
            else if (Next is ['"', ..] && _at > 0 && _tokens[_at - 1].Text == ".") path = Then(path, Field(Quoted()));
            else if (Next == "[") path = Brackets(path);
            else if (Take("?")) path = Forgiving(path);
            else return path;
        }
    }

    private JsonFilter Operand()
    {
        var token = Next ?? throw Unexpected();
        // A field's step follows; it is read as such.
        if (token is ['.', not '.', ..]) return value => [value];
        if (token is ['"', ..]) return Constant(JsonValue.Create(Quoted()));
        if (Word() is { } name) return Function(name);
        _at++;
        return token switch
        {
            "." => value => [value],
            ".." => JsonSteps.Everything,
            "-" => Negative(Postfix()),
            "(" => Closed(Pipe(), ")"),
            "[" => ListOf(),
            "{" => ObjectOf(),
            _ when char.IsAsciiDigit(token[0]) => Constant(JsonValue.Create(decimal.Parse(token, CultureInfo.InvariantCulture))),
            _ => throw Unexpected(back: 1),
        };
    }

    private static JsonFilter Negative(JsonFilter filter) => value => filter(value).Select(each => JqFunctions.Calculate(JsonValue.Create(0), "-", each));

    private static JsonFilter Constant(JsonNode? value) => _ => [value];

    private JsonFilter ListOf()
    {
        if (Take("]")) return _ => [new JsonArray()];
        var items = Closed(Pipe(), "]");
        return value => [JqFunctions.List(items(value))];
    }

    /// <summary><c>{name, kind: .kind, "x y": 1}</c>: one object, of the first value of each.</summary>
    private JsonFilter ObjectOf()
    {
        var fields = new List<(string Name, JsonFilter Value)>();
        while (!Take("}"))
        {
            if (fields.Count > 0 && !Take(",")) throw Unexpected();
            var name = Word() ?? Quoted();
            fields.Add((name, Take(":") ? Alternative() : Field(name)));
        }
        return value => [new JsonObject(fields.Select(field => KeyValuePair.Create(field.Name, field.Value(value).FirstOrDefault()?.DeepClone())))];
    }

    private JsonFilter Function(string name)
    {
        var arguments = new List<JsonFilter>();
        if (Take("("))
        {
            do arguments.Add(Pipe());
            while (Take(";"));
            if (!Take(")")) throw Unexpected();
        }
        return JqFunctions.Find(name, arguments);
    }

    private JsonFilter Brackets(JsonFilter path)
    {
        _at++;
        if (Take("]")) return Then(path, JqFunctions.Iterate);
        if (Take(":")) return Slice(path, null);
        var index = Pipe();
        if (Take(":")) return Slice(path, index);
        if (!Take("]")) throw Unexpected();
        return value => index(value).SelectMany(at => path(value).SelectMany(each => JqFunctions.At(each, at)));
    }

    private JsonFilter Slice(JsonFilter path, JsonFilter? from)
    {
        var to = Next == "]" ? null : Pipe();
        if (!Take("]")) throw Unexpected();
        return value => path(value).Select(each => JqFunctions.Slice(each, from?.Invoke(value).FirstOrDefault(), to?.Invoke(value).FirstOrDefault()));
    }

    private static JsonFilter Forgiving(JsonFilter path) => value =>
    {
        try
        {
            return [.. path(value)];
        }
        catch (FormatException)
        {
            return [];
        }
    };

    private static JsonFilter Field(string name) => value => JqFunctions.At(value, JsonValue.Create(name));

    private static JsonFilter Then(JsonFilter path, JsonFilter step) => value => path(value).SelectMany(each => step(each));

    private JsonFilter Closed(JsonFilter filter, string end) => Take(end) ? filter : throw Unexpected();

    private string? Word() => Next is { } word && (char.IsLetter(word[0]) || word[0] is '_' or '@') ? _tokens[_at++].Text : null;

    private string Quoted()
    {
        var token = Next is ['"', ..] quoted ? quoted : throw Unexpected();
        if (token.Contains("\\(", StringComparison.Ordinal)) throw new FormatException("values in texts, \\(…), are not known here; use '+'");
        _at++;
        try
        {
            return JsonSerializer.Deserialize<string>(token)!;
        }
        catch (JsonException)
        {
            throw new FormatException($"{token} is no text: its escapes are not JSON's");
        }
    }

    private bool Take(string sign)
    {
        if (Next != sign) return false;
        _at++;
        return true;
    }

    private FormatException Unexpected(int back = 0) => _at - back < _tokens.Count && _tokens[_at - back] is var token
        ? new($"'{token.Text}' at character {token.At + 1} of the filter '{text}' is not understood")
        : new($"the filter '{text}' ends too soon");
}
