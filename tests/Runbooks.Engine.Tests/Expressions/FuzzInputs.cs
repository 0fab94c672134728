using System.Text;

namespace Runbooks.Engine.Tests.Expressions;

/// <summary>Inputs that are almost right: known ones cut, doubled, mixed and sprinkled with tokens; and some that are only noise.</summary>
public sealed class FuzzInputs
{
    private static readonly string[] Tokens =
    [
        "(", ")", "[", "]", "{", "}", "#", ".", "?.", "..", "??", "?", ":", "::", "|", "||", "&&", "!", "not ", "in ", "let x = ", ";", ",", "==", "!=", "<", ">=", "+", "-", "*", "**", "/", "%", "=~",
        "'", "\"", "`", "\\", "\n", "0", "1", "9223372036854775807", "-1", "1e308", "0x", "nil", "true", "list", "m", "s", "objs", "1..9999", "filter(", "map(", "reduce(", "sprig.", "now()", "repeat('ab', 999)",
        "matches '(a+)+$'", "😀", "\u0000", "\ud800", "é", "{{x}}", "{{", "}}", "date('2024-01-01')", "duration('1h')", "if ", "else ", "#acc", "#index", "$env", "toJSON(", "fromJSON(", "jsonpath('[1]', ",
    ];

    private readonly Random _random;
    private readonly string[] _known;

    public FuzzInputs(int seed, IEnumerable<string> known)
    {
        _random = new Random(seed);
        _known = [.. known];
    }

    public string Next() => _random.Next(10) switch
    {
        0 => Noise(),
        1 => string.Concat(Enumerable.Range(0, _random.Next(1, 30)).Select(_ => Pick(Tokens))),
        2 => Pick(_known) + Pick(Tokens) + Pick(_known),
        3 => string.Concat(Enumerable.Repeat(Pick(Tokens), _random.Next(1, 2_000))),
        4 => Half(Pick(_known)) + Half(Pick(_known)),
        _ => Mutated(Pick(_known)),
    };

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];

    private string Noise() => string.Concat(Enumerable.Range(0, _random.Next(60)).Select(_ => (char)(_random.Next(4) == 0 ? _random.Next(0x10000) : _random.Next(32, 127))));

    private string Half(string text) => _random.Next(2) == 0 ? text[..(text.Length / 2)] : text[(text.Length / 2)..];

    private string Mutated(string text)
    {
        var changed = new StringBuilder(text);
        for (var i = _random.Next(1, 5); i > 0; i--)
        {
            var at = _random.Next(changed.Length + 1);
            var length = Math.Min(_random.Next(4), changed.Length - at);
            switch (_random.Next(3))
            {
                case 0: changed.Remove(at, length); break;
                case 1: changed.Insert(at, Pick(Tokens)); break;
                default: changed.Insert(at, changed.ToString(at, length)); break;
            }
        }
        return changed.ToString();
    }
}
