using System.Text;
using System.Text.Json.Nodes;

namespace Runbooks.Engine.Resources;

/// <summary>Reads the text of a <see cref="KubectlTemplate"/>.</summary>
internal sealed class KubectlTemplateParser(string text)
{
    private int _at;

    /// <exception cref="FormatException">The text is no template.</exception>
    public Action<JsonNode?, StringBuilder> Parse()
    {
        var all = Sequence(inRange: false);
        return _at == text.Length ? all : throw new FormatException("{end} without a {range …} before it");
    }

    private Action<JsonNode?, StringBuilder> Sequence(bool inRange)
    {
        var parts = new List<Action<JsonNode?, StringBuilder>>();
        while (_at < text.Length)
        {
            var before = _at;
            var part = text[_at] == '{' ? Braces() : Literal();
            if (part is null)
            {
                // The {end} of the range around.
                if (!inRange) _at = before;
                return All(parts);
            }
            parts.Add(part);
        }
        return inRange ? throw new FormatException("{range …} without its {end}") : All(parts);
    }

    private static Action<JsonNode?, StringBuilder> All(List<Action<JsonNode?, StringBuilder>> parts) => (value, output) =>
    {
        foreach (var part in parts) part(value, output);
    };

    private Action<JsonNode?, StringBuilder> Literal()
    {
        var end = text.IndexOf('{', _at) is var open and >= 0 ? open : text.Length;
        var literal = text[_at..end];
        _at = end;
        return (_, output) => output.Append(literal);
    }

    /// <returns>Null for <c>{end}</c>.</returns>
    private Action<JsonNode?, StringBuilder>? Braces()
    {
        var inner = new KubectlPathParser(text, _at + 1);
        if (inner.TryWord("end"))
        {
            _at = inner.Close();
            return null;
        }
        if (inner.TryWord("range"))
        {
            var list = inner.Path();
            _at = inner.Close();
            var body = Sequence(inRange: true);
            return (value, output) =>
            {
                foreach (var item in list(value)) body(item, output);
            };
        }
        if (inner.TryText() is { } constant)
        {
            _at = inner.Close();
            return (_, output) => output.Append(constant);
        }
        var path = inner.Path();
        _at = inner.Close();
        return (value, output) => output.AppendJoin(' ', path(value).Select(KubectlTemplate.Text));
    }
}
