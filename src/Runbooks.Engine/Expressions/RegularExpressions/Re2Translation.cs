using System.Globalization;
using System.Text;

namespace Runbooks.Engine.Expressions.RegularExpressions;

/// <summary>Writes a pattern of RE2 as one of .NET. What RE2 refuses is refused with its words; what would make an enormous automaton too.</summary>
internal sealed class Re2Translation
{
    private const int MaxPattern = 2_000;
    private const int MaxRepeat = 1_000;
    private const int MaxNesting = 100;

    /// <summary>To .NET a character beyond U+FFFF is two.</summary>
    private const string Pair = @"[\ud800-\udbff][\udc00-\udfff]";

    private readonly string _pattern;
    private readonly StringBuilder _result = new();
    private readonly Stack<Group> _groups = new([new Group("", 1)]);
    private int _at;
    private int _lastAtom = -1;
    private long _weight;
    private long _atomWeight = 1;

    /// <summary>The flags i, m, s and U as they are here, and what the repetitions around multiply to.</summary>
    private sealed record Group(string Flags, long WeightBefore)
    {
        public bool Multiline => Flags.Contains('m');

        public bool Ungreedy => Flags.Contains('U');
    }

    private Re2Translation(string pattern) => _pattern = pattern;

    private Group Current => _groups.Peek();

    /// <exception cref="PatternException"/>
    public static string Translate(string pattern)
    {
        if (pattern.Length > MaxPattern) throw new PatternException("expression too large");
        return new Re2Translation(pattern).All();
    }

    private string All()
    {
        while (_at < _pattern.Length) Next();
        if (_groups.Count > 1) throw Wrong("missing closing )", _pattern);
        return _result.ToString();
    }

    private char Peek(int ahead = 0) => _at + ahead < _pattern.Length ? _pattern[_at + ahead] : '\0';

    private static PatternException Wrong(string what, string part) => new($"{what}: `{part}`");

    private void Next()
    {
        switch (Peek())
        {
            case '\\': Escape(); break;
            case '[': Atom(CharacterClass()); break;
            case '(': Open(); break;
            case ')': Close(); break;
            case '|': Take("|"); break;
            case '*' or '+' or '?': Repeat(Peek().ToString(), 1); break;
            case '{' when Braces() is var (text, most): Repeat(text, most); break;
            case '{' or '}' or '#' or ' ': Atom("\\" + Peek(), 1); break;
            case '^': Assertion(Current.Multiline ? "(?m:^)" : "\\A"); break;
            case '$': Assertion(Current.Multiline ? "(?m:$)" : "\\z"); break;
            case '.': Atom(Current.Flags.Contains('s') ? $"(?:{Pair}|(?s:.))" : $"(?:{Pair}|[^\\n])", 1); break;
            case ']': Atom("\\]", 1); break;
            default: Literal(); break;
        }
    }

    private void Literal()
    {
        var length = char.IsHighSurrogate(Peek()) && char.IsLowSurrogate(Peek(1)) ? 2 : 1;
        var text = _pattern.Substring(_at, length);
        Atom(length == 2 ? $"(?:{text})" : text, length);
    }

    private void Atom(string text, int taken = 0)
    {
        _lastAtom = _result.Length;
        _result.Append(text);
        _at += taken;
        _atomWeight = 1;
        Weigh(1);
    }

    private void Assertion(string text)
    {
        _lastAtom = _result.Length;
        _result.Append(text);
        _at++;
        _atomWeight = 1;
    }

    private void Take(string text)
    {
        _result.Append(text);
        _at += text.Length;
        _lastAtom = -1;
    }

    private void Weigh(long weight)
    {
        if ((_weight += weight) > 20_000) throw Wrong("expression too large", _pattern.Length > 50 ? _pattern[..50] + "…" : _pattern);
    }

    /// <summary><c>{2}</c>, <c>{2,}</c>, <c>{2,5}</c>; anything else in braces is text.</summary>
    private (string Text, int Most)? Braces()
    {
        var end = _pattern.IndexOf('}', _at);
        if (end < 0) return null;
        var inner = _pattern[(_at + 1)..end];
        var parts = inner.Split(',');
        if (parts.Length > 2 || !IsNumber(parts[0]) || parts.Length == 2 && parts[1].Length > 0 && !IsNumber(parts[1])) return null;
        var least = Number(parts[0], inner);
        var most = parts.Length == 2 && parts[1].Length > 0 ? Number(parts[1], inner) : least;
        if (most < least) throw Wrong("invalid repeat count", "{" + inner + "}");
        return ("{" + inner + "}", most);
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit) && (text.Length == 1 || text[0] != '0');

    private static int Number(string text, string inner) =>
        text.Length <= 4 && int.Parse(text, CultureInfo.InvariantCulture) is var number and <= MaxRepeat ? number : throw Wrong("invalid repeat count", "{" + inner + "}");

    private void Repeat(string sign, int most)
    {
        if (_lastAtom < 0) throw Wrong("missing argument to repetition operator", sign);
        var start = _at;
        _at += sign.Length;
        var lazy = Peek() == '?';
        if (lazy) _at++;
        if (Peek() is '*' or '+' or '?' || Peek() == '{' && Braces() is not null)
            throw Wrong("invalid nested repetition operator", _pattern[start..Math.Min(_at + 1, _pattern.Length)]);
        Weigh(_atomWeight * most);
        // A repeated repetition is a group to .NET.
        _result.Insert(_lastAtom, "(?:").Append(sign).Append(lazy != Current.Ungreedy ? "?" : "").Append(')');
        _lastAtom = -1;
    }

    private void Open()
    {
        if (_groups.Count > MaxNesting) throw Wrong("expression nests too deeply", _pattern.Length > 50 ? _pattern[..50] + "…" : _pattern);
        if (Peek(1) != '?')
        {
            Push(Current.Flags, "(", 1);
            return;
        }
        var named = Peek(2) == 'P' && Peek(3) == '<' ? 4 : Peek(2) == '<' && Peek(3) is not ('=' or '!') ? 3 : 0;
        if (named > 0) Named(named);
        else Flags();
    }

    private void Push(string flags, string text, int taken)
    {
        _groups.Push(new Group(flags, _weight));
        _starts.Push(_result.Length);
        _result.Append(text);
        _at += taken;
        _lastAtom = -1;
    }

    private readonly Stack<int> _starts = new();

    private void Named(int prefix)
    {
        var end = _pattern.IndexOf('>', _at);
        var name = end < 0 ? "" : _pattern[(_at + prefix)..end];
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') || char.IsAsciiDigit(name[0]))
            throw Wrong("invalid named capture", end < 0 ? _pattern[_at..] : _pattern[_at..(end + 1)]);
        Push(Current.Flags, $"(?<{name}>", end + 1 - _at);
    }

    /// <summary><c>(?i)</c> or <c>(?i:…)</c></summary>
    private void Flags()
    {
        var end = _at + 2;
        var (flags, on) = (Current.Flags, true);
        for (; end < _pattern.Length && _pattern[end] is not (':' or ')'); end++)
        {
            if (_pattern[end] == '-' && on) on = false;
            else if ("imsU".Contains(_pattern[end])) flags = on ? flags + _pattern[end] : flags.Replace(_pattern[end].ToString(), "", StringComparison.Ordinal);
            else throw Wrong("invalid or unsupported Perl syntax", _pattern[_at..(end + 1)]);
        }
        if (end >= _pattern.Length) throw Wrong("missing closing )", _pattern);
        var ignoresCase = flags.Contains('i') ? "(?i" : "(?-i";
        if (_pattern[end] == ':')
        {
            Push(flags, ignoresCase + ":", end + 1 - _at);
            return;
        }
        var group = _groups.Pop();
        _groups.Push(group with { Flags = flags });
        _result.Append(ignoresCase).Append(')');
        _at = end + 1;
        _lastAtom = -1;
    }

    private void Close()
    {
        if (_groups.Count == 1) throw Wrong("unexpected )", _pattern);
        var group = _groups.Pop();
        _lastAtom = _starts.Pop();
        _atomWeight = Math.Max(1, _weight - group.WeightBefore);
        _result.Append(')');
        _at++;
    }

    private void Escape()
    {
        var letter = Peek(1);
        switch (letter)
        {
            case '\0': throw new PatternException("trailing backslash at end of expression: ``");
            case 'Q': Quoted(); break;
            case 'E': _at += 2; break;
            case 'A': Assertion("\\A"); _at++; break;
            case 'z': Assertion("\\z"); _at++; break;
            case 'b' or 'B': Assertion("\\" + letter); _at++; break;
            case 'C': Atom("[^\\n]", 2); break;
            default: Atom(CharacterSets.Escaped(_pattern, ref _at) is var set && set.StartsWith('[') ? set : $"(?:{set})"); break;
        }
    }

    private void Quoted()
    {
        _at += 2;
        var end = _pattern.IndexOf("\\E", _at, StringComparison.Ordinal);
        foreach (var c in end < 0 ? _pattern[_at..] : _pattern[_at..end]) Atom(CharacterSets.Quote(c));
        _at = end < 0 ? _pattern.Length : end + 2;
    }

    private string CharacterClass()
    {
        var start = _at++;
        var set = new StringBuilder("[");
        if (Peek() == '^')
        {
            _at++;
            set.Append('^');
        }
        for (var first = true; first || Peek() != ']'; first = false)
        {
            if (_at >= _pattern.Length) throw Wrong("missing closing ]", _pattern[start..]);
            set.Append(Member(start));
        }
        _at++;
        var isNegated = set is { Length: > 1 } && set[1] == '^';
        return isNegated ? $"(?:{Pair}|{set.Append(']')})" : set.Append(']').ToString();
    }

    private string Member(int start)
    {
        if (Peek() == '[' && Peek(1) == ':' && CharacterSets.Posix(_pattern, ref _at) is { } posix) return posix;
        var from = Single(out var isSet);
        if (isSet || Peek() != '-' || Peek(1) is ']' or '\0') return from;
        _at++;
        var to = Single(out isSet);
        if (isSet || CharacterSets.IsReversed(from, to)) throw Wrong("invalid character class range", _pattern[start..Math.Min(_at, _pattern.Length)]);
        return $"{from}-{to}";
    }

    private string Single(out bool isSet)
    {
        isSet = false;
        if (_at >= _pattern.Length) throw Wrong("missing closing ]", _pattern);
        if (char.IsSurrogate(Peek())) throw Wrong("characters beyond U+FFFF are not supported in a class; write a|b", _pattern);
        if (Peek() != '\\') return CharacterSets.Quote(_pattern[_at++]);
        if (Peek(1) == '\0') throw new PatternException("trailing backslash at end of expression: ``");
        var text = CharacterSets.Escaped(_pattern, ref _at);
        isSet = text.StartsWith('[') || text.StartsWith("\\p", StringComparison.OrdinalIgnoreCase);
        return text.StartsWith('[') ? CharacterSets.Inner(text) : text;
    }
}
