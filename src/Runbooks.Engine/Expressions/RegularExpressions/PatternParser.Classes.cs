using System.Globalization;

namespace Runbooks.Engine.Expressions.RegularExpressions;

/// <summary>What begins with a backslash, and what stands in brackets.</summary>
internal sealed partial class PatternParser
{
    private void Escape()
    {
        var letter = _at + 1 < _pattern.Length ? _pattern[_at + 1] : '\0';
        switch (letter)
        {
            case 'A': Assert(Assertion.TextBegins, 2); break;
            case 'z': Assert(Assertion.TextEnds, 2); break;
            case 'b': Assert(Assertion.WordBoundary, 2); break;
            case 'B': Assert(Assertion.NoWordBoundary, 2); break;
            case 'C': throw Wrong("invalid escape sequence", "\\C");
            case 'Q': Quoted(); break;
            default:
                if (NamedClass() is { } set) Add(set);
                else Literal(EscapedCharacter());
                break;
        }
    }

    /// <summary><c>\Q…\E</c></summary>
    private void Quoted()
    {
        _at += 2;
        var end = _pattern.IndexOf("\\E", _at, StringComparison.Ordinal);
        while (_at < (end < 0 ? _pattern.Length : end)) Literal(Character());
        if (end >= 0) _at = end + 2;
    }

    /// <summary><c>\d</c> or <c>\p{…}</c>; null if another escape or none stands here.</summary>
    private CharacterSet? NamedClass()
    {
        if (Next != '\\' || _at + 1 >= _pattern.Length) return null;
        if (_pattern[_at + 1] is 'p' or 'P') return Unicode();
        if (NamedSets.OfLetter(_pattern[_at + 1]) is not var (set, isNegated)) return null;
        _at += 2;
        return Meant(set, isNegated);
    }

    private CharacterSet Meant(CharacterSet set, bool isNegated)
    {
        if (_flags.HasFlag(PatternFlags.IgnoresCase)) set = set.IgnoringCase();
        return isNegated ? set.Complement() : set;
    }

    private CharacterSet Unicode()
    {
        var (start, isNegated) = (_at, _pattern[_at + 1] == 'P');
        _at += 2;
        if (_at == _pattern.Length) throw Wrong("invalid character class range", _pattern[start..]);
        var name = Next == '{' ? Braced(start) : char.ConvertFromUtf32(Character());
        if (name.StartsWith('^')) (isNegated, name) = (!isNegated, name[1..]);
        return NamedSets.OfUnicode(name) is { } set
            ? Meant(set, isNegated)
            : throw Wrong("invalid character class range", _pattern[start.._at]);
    }

    private string Braced(int start)
    {
        var end = _pattern.IndexOf('}', _at);
        if (end < 0) throw Wrong("invalid character class range", _pattern[start..]);
        var name = _pattern[(_at + 1)..end];
        _at = end + 1;
        return name;
    }

    private int EscapedCharacter()
    {
        var start = _at++;
        if (_at == _pattern.Length) throw Wrong("trailing backslash at end of expression", "");
        var character = Character();
        return character switch
        {
            'a' => '\a',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            'x' => Hex(start),
            '0' => Octal(0),
            >= '1' and <= '7' when Next is >= '0' and <= '7' => Octal(character - '0'),
            < 0x80 when !char.IsAsciiLetterOrDigit((char)character) => character,
            _ => throw Wrong("invalid escape sequence", _pattern[start.._at]),
        };
    }

    private int Octal(int value)
    {
        for (var digits = 1; digits < 3 && Next is >= '0' and <= '7'; digits++) value = value * 8 + _pattern[_at++] - '0';
        return value;
    }

    /// <summary><c>\x41</c> or <c>\x{1F600}</c></summary>
    private int Hex(int start)
    {
        var isBraced = Next == '{';
        var from = isBraced ? _at + 1 : _at;
        var end = isBraced ? _pattern.IndexOf('}', from) : from + 2;
        if (end < from || end > _pattern.Length) throw Wrong("invalid escape sequence", _pattern[start..]);
        var all = _pattern[from..end];
        var digits = all.TrimStart('0');
        var isHex = all.Length > 0 && digits.Length <= 6 && all.All(char.IsAsciiHexDigit);
        var value = isHex && digits.Length > 0 ? int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : 0;
        if (!isHex || value > CharacterSet.Last) throw Wrong("invalid escape sequence", _pattern[start..end]);
        _at = isBraced ? end + 1 : end;
        return value;
    }

    private CharacterSet Class()
    {
        var start = _at++;
        var isNegated = Next == '^';
        if (isNegated) _at++;
        var ranges = new List<(int From, int To)>();
        for (var isFirst = true; isFirst || Next != ']'; isFirst = false)
        {
            if (_at >= _pattern.Length) throw Wrong("missing closing ]", _pattern[start..]);
            if ((Posix() ?? NamedClass()) is { } set) ranges.AddRange(set.Ranges);
            else ranges.AddRange(Range(start));
        }
        _at++;
        var all = CharacterSet.Of(ranges);
        return isNegated ? all.Complement() : all;
    }

    /// <summary><c>[:alpha:]</c> or <c>[:^alpha:]</c></summary>
    private CharacterSet? Posix()
    {
        if (!_pattern.AsSpan(_at).StartsWith("[:")) return null;
        var end = _pattern.IndexOf(":]", _at + 2, StringComparison.Ordinal);
        if (end < 0) return null;
        var name = _pattern[(_at + 2)..end];
        var isNegated = name.StartsWith('^');
        var set = NamedSets.OfPosix(isNegated ? name[1..] : name) ?? throw Wrong("invalid character class range", _pattern[_at..(end + 2)]);
        _at = end + 2;
        return Meant(set, isNegated);
    }

    private IReadOnlyList<(int From, int To)> Range(int start)
    {
        var first = _at;
        var from = ClassCharacter(start);
        var to = from;
        if (Next == '-' && _at + 1 < _pattern.Length && _pattern[_at + 1] != ']')
        {
            _at++;
            to = ClassCharacter(start);
            if (to < from) throw Wrong("invalid character class range", _pattern[first.._at]);
        }
        var range = (from, to);
        return _flags.HasFlag(PatternFlags.IgnoresCase) ? CharacterSet.Of(range).IgnoringCase().Ranges : [range];
    }

    private int ClassCharacter(int start)
    {
        if (_at >= _pattern.Length) throw Wrong("missing closing ]", _pattern[start..]);
        return Next == '\\' ? EscapedCharacter() : Character();
    }
}
