using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Runbooks.Engine.Resources;

/// <summary>Reads one path of a <see cref="KubectlTemplate"/>: <c>.spec.containers[?(@.name=="main")].image</c>.</summary>
internal sealed class KubectlPathParser(string text, int start)
{
    private int _at = start;

    private char Next => _at < text.Length ? text[_at] : '\0';

    /// <summary>The place behind the closing brace.</summary>
    public int Close()
    {
        Blanks();
        return Next == '}' ? _at + 1 : throw Wrong("expected '}'");
    }

    public bool TryWord(string word)
    {
        Blanks();
        if (string.CompareOrdinal(text, _at, word, 0, word.Length) != 0 || (_at + word.Length < text.Length && char.IsLetterOrDigit(text[_at + word.Length]))) return false;
        _at += word.Length;
        return true;
    }

    /// <summary>A text in quotes, with Go's escapes; null if there is none here.</summary>
    public string? TryText()
    {
        Blanks();
        if (Next is not ('"' or '\'')) return null;
        var end = _at + 1;
        while (end < text.Length && text[end] != text[_at]) end += text[end] == '\\' ? 2 : 1;
        if (end >= text.Length) throw Wrong("a quote is not closed");
        var quoted = text[(_at + 1)..end];
        _at = end + 1;
        return Regex.Unescape(quoted);
    }

    public JsonFilter Path()
    {
        Blanks();
        if (Next is '$' or '@') _at++;
        else if (Next is not ('.' or '[')) throw Wrong("expected a path such as '.metadata.name'");
        JsonFilter path = value => [value];
        while (Step() is { } step)
        {
            var before = path;
            path = value => before(value).SelectMany(found => step(found));
        }
        return path;
    }

    private JsonFilter? Step()
    {
        if (Next == '[') return Brackets();
        if (Next != '.') return null;
        _at++;
        if (Next == '.')
        {
            _at++;
            var name = Name();
            return value => JsonSteps.Everything(value).SelectMany(each => JsonSteps.Field(each, name));
        }
        if (Next == '*')
        {
            _at++;
            return JsonSteps.Items;
        }
        if (Next is '[' or '}' or ' ' or '\0' or ')') return value => [value];
        var field = Name();
        return value => JsonSteps.Field(value, field);
    }

    private string Name()
    {
        var name = new StringBuilder();
        for (; _at < text.Length && !".[]{}()|=<>! ,".Contains(text[_at], StringComparison.Ordinal); _at++)
            name.Append(text[_at] == '\\' && _at + 1 < text.Length ? text[++_at] : text[_at]);
        return name.Length > 0 ? name.ToString() : throw Wrong("expected a name");
    }

    private JsonFilter Brackets()
    {
        _at++;
        Blanks();
        if (Next == '*')
        {
            _at++;
            return Bracketed(JsonSteps.Items);
        }
        if (Next == '?') return Bracketed(Condition());
        var choices = new List<JsonFilter> { Choice() };
        while (Take(',')) choices.Add(Choice());
        return Bracketed(value => choices.SelectMany(choice => choice(value)));
    }

    private JsonFilter Bracketed(JsonFilter filter) => Take(']') ? filter : throw Wrong("expected ']'");

    private JsonFilter Choice()
    {
        if (TryText() is { } name) return value => JsonSteps.Field(value, name);
        var from = Number();
        if (!Take(':')) return from is { } index ? value => JsonSteps.Item(value, index) : throw Wrong("expected a number, a quoted name or '*'");
        var to = Number();
        var pace = Take(':') ? Number() ?? 1 : 1;
        return pace > 0 ? value => JsonSteps.Slice(value, from, to, pace) : throw Wrong("a slice goes on by 1 or more");
    }

    private int? Number()
    {
        Blanks();
        var end = _at + (Next == '-' ? 1 : 0);
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        if (!int.TryParse(text[_at..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return null;
        _at = end;
        return number;
    }

    /// <summary><c>?(@.type=="Ready")</c>: the items for which it holds; without a comparison, those that have the field.</summary>
    private JsonFilter Condition()
    {
        _at++;
        if (!Take('(')) throw Wrong("expected '(' behind '?'");
        var left = Operand();
        Blanks();
        var sign = new[] { "==", "!=", "<=", ">=", "<", ">" }.FirstOrDefault(each => string.CompareOrdinal(text, _at, each, 0, each.Length) == 0);
        _at += sign?.Length ?? 0;
        var right = sign is null ? null : Operand();
        if (!Take(')')) throw Wrong("expected ')'");
        return value => JsonSteps.Items(value).Where(item => right is null ? left(item).Any() : JsonSteps.Compare(left(item), sign!, right(item)));
    }

    private JsonFilter Operand()
    {
        Blanks();
        if (Next is '@' or '$' or '.') return Path();
        if (TryText() is { } constant) return _ => [JsonValue.Create(constant)];
        var word = Word();
        if (word is "true" or "false") return _ => [JsonValue.Create(word == "true")];
        return decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? _ => [JsonValue.Create(number)]
            : throw Wrong("expected a path, a number or a text in quotes");
    }

    private string Word()
    {
        var from = _at;
        while (char.IsAsciiLetterOrDigit(Next) || Next is '-' or '.') _at++;
        return text[from.._at];
    }

    private bool Take(char sign)
    {
        Blanks();
        if (Next != sign) return false;
        _at++;
        return true;
    }

    private void Blanks()
    {
        while (Next == ' ') _at++;
    }

    private FormatException Wrong(string what) => new($"{what} at character {_at + 1} of '{text}'");
}
