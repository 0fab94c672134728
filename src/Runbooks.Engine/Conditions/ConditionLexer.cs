using System.Globalization;
using System.Text;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Conditions;

/// <summary>
/// Cuts a condition into govaluate's tokens. Words are letters, digits, <c>_</c> and <c>.</c>; signs are anything else up to a blank; a backslash makes
/// any character part of a word. A tag is part of the word or text that it stands in.
/// </summary>
internal sealed class ConditionLexer
{
    private static readonly HashSet<string> Prefixes = ["-", "!", "~"];
    private static readonly HashSet<string> Modifiers = ["+", "-", "*", "/", "%", "**", "&", "|", "^", ">>", "<<"];
    private static readonly HashSet<string> LogicalOps = ["&&", "||"];
    private static readonly HashSet<string> Comparators = ["==", "!=", ">", ">=", "<", "<=", "=~", "!~"];
    private static readonly HashSet<string> Ternaries = ["?", ":", "??"];

    private readonly string _text;
    private readonly List<ConditionToken> _tokens = [];
    private int _at;

    /// <summary>Where the token that is read begins.</summary>
    private int _start;

    private ConditionLexer(string text) => _text = text;

    /// <exception cref="ConditionSyntaxException"/>
    public static IReadOnlyList<ConditionToken> Tokens(string text)
    {
        var lexer = new ConditionLexer(text);
        try
        {
            while (lexer._at < text.Length) lexer.Next();
        }
        catch (ConditionSyntaxException wrong)
        {
            wrong.Offset ??= lexer._start;
            throw;
        }
        return lexer._tokens;
    }

    public static string Unescape(string text)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++) result.Append(text[i] == '\\' && i + 1 < text.Length ? text[++i] : text[i]);
        return result.ToString();
    }

    private void Next()
    {
        _start = _at;
        var c = _text[_at];
        if (char.IsWhiteSpace(c)) _at++;
        else if (char.IsDigit(c) || c == '.') Number();
        else if (c == ',') Sign(ConditionTokenKind.Separator, ",");
        else if (c == '(') Sign(ConditionTokenKind.Clause, "(");
        else if (c == ')') Sign(ConditionTokenKind.ClauseClose, ")");
        else if (c == '[') Bracketed();
        else if (c is '\'' or '"') Quoted();
        else if (char.IsLetter(c) || TagEnd(_at) is not null) Word();
        else Symbol();
    }

    private void Add(ConditionTokenKind kind, object? value, BoundText? pieces = null) => _tokens.Add(new ConditionToken(kind, value, pieces) { Offset = _start });

    private void Sign(ConditionTokenKind kind, string sign)
    {
        Add(kind, sign);
        _at += sign.Length;
    }

    /// <summary>Where the tag that begins here ends, or null if none does.</summary>
    private int? TagEnd(int at)
    {
        if (!_text.AsSpan(at).StartsWith("{{")) return null;
        var end = _text.IndexOf("}}", at, StringComparison.Ordinal);
        return end < 0 ? null : end + 2;
    }

    private void Number()
    {
        var digits = Read(c => char.IsDigit(c) || c == '.', out var hasTags);
        if (hasTags) throw new ConditionSyntaxException($"'{digits}' is a number only when its tags are filled in", isPasted: true);
        if (digits == "0" && _at < _text.Length && _text[_at] == 'x')
        {
            _at++;
            var hex = Read(c => char.IsAsciiHexDigit(c), out _);
            Add(ConditionTokenKind.Numeric, ulong.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value)
                ? (double)value
                : throw new ConditionSyntaxException($"Unable to parse hex value '{hex}' to uint64"));
            return;
        }
        Add(ConditionTokenKind.Numeric, GoNumber.ParseFloat(digits) ?? throw new ConditionSyntaxException($"Unable to parse numeric value '{digits}' to float64"));
    }

    /// <summary>A run of characters; backslashes and tags join in.</summary>
    private string Read(Func<char, bool> accept, out bool hasTags)
    {
        var word = new StringBuilder();
        hasTags = false;
        while (_at < _text.Length)
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length) (_, _at) = (word.Append(_text[_at + 1]), _at + 2);
            else if (TagEnd(_at) is { } end)
            {
                hasTags = true;
                word.Append(_text, _at, end - _at);
                _at = end;
            }
            else if (accept(_text[_at])) word.Append(_text[_at++]);
            else break;
        }
        return word.ToString();
    }

    private void Word()
    {
        var word = Read(c => char.IsLetterOrDigit(c) || c is '_' or '.', out var hasTags);
        if (hasTags) Add(ConditionTokenKind.Variable, word, new BoundText(word));
        else if (word is "true" or "false") Add(ConditionTokenKind.Boolean, word == "true");
        else if (word is "in" or "IN") Add(ConditionTokenKind.Comparator, "in");
        else Add(word.IndexOf('.') > 0 ? Accessor(word) : ConditionTokenKind.Variable, word);
    }

    private static ConditionTokenKind Accessor(string word)
    {
        if (word.EndsWith('.')) throw new ConditionSyntaxException($"Hanging accessor on token '{word}'");
        var hidden = word.Split('.').Skip(1).FirstOrDefault(part => part.Length == 0 || char.ToUpperInvariant(part[0]) != part[0]);
        return hidden is null ? ConditionTokenKind.Accessor
            : throw new ConditionSyntaxException($"Unable to access unexported field '{hidden}' in token '{word}'; a text with dots needs quotes");
    }

    private void Bracketed()
    {
        _at++;
        var name = Read(c => c != ']', out var hasTags);
        if (_at >= _text.Length) throw new ConditionSyntaxException("Unclosed parameter bracket");
        _at++;
        Add(ConditionTokenKind.Variable, name, hasTags ? new BoundText(name) : null);
    }

    /// <summary>Either kind of quote ends a text, whichever began it.</summary>
    private void Quoted()
    {
        _at++;
        var text = Read(c => c is not ('\'' or '"'), out var hasTags);
        if (_at >= _text.Length) throw new ConditionSyntaxException("Unclosed string literal");
        _at++;
        if (hasTags) Add(ConditionTokenKind.String, text, new BoundText(text));
        else if (ConditionTime.TryParse(text) is { } seconds) Add(ConditionTokenKind.Time, seconds);
        else Add(ConditionTokenKind.String, text);
    }

    private void Symbol()
    {
        var start = _at;
        var sign = Read(c => !char.IsWhiteSpace(c) && !char.IsLetterOrDigit(c) && c is not ('(' or ')' or '[' or ']' or '\'' or '"'), out var hasTags);
        if (hasTags)
        {
            // A sign ends where a tag begins.
            _at = _text.IndexOf("{{", start, StringComparison.Ordinal);
            sign = _text[start.._at].TrimEnd();
        }
        Add(KindOf(sign), sign);
    }

    private ConditionTokenKind KindOf(string sign)
    {
        var previous = _tokens.Count > 0 ? _tokens[^1].Kind : ConditionTokenKind.Unknown;
        if (Prefixes.Contains(sign) && ConditionGrammar.CanFollow(previous, ConditionTokenKind.Prefix)) return ConditionTokenKind.Prefix;
        if (Modifiers.Contains(sign)) return ConditionTokenKind.Modifier;
        if (LogicalOps.Contains(sign)) return ConditionTokenKind.LogicalOp;
        if (Comparators.Contains(sign)) return ConditionTokenKind.Comparator;
        if (Ternaries.Contains(sign)) return ConditionTokenKind.Ternary;
        throw new ConditionSyntaxException($"Invalid token: '{sign}'{Hint(sign)}");
    }

    private static string Hint(string sign) => sign switch
    {
        "=" or "===" => "; to compare is '=='",
        "&" or "|" or "!" => "",
        _ => " (hint: try wrapping the affected expression in quotes (\"))",
    };
}
