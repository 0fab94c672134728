using System.Globalization;
using System.Text;

namespace Runbooks.Engine.Expressions.RegularExpressions;

/// <summary>Reads a pattern of RE2. What RE2 refuses is refused with its words.</summary>
internal sealed partial class PatternParser
{
    private const int MaxPattern = 20_000;
    private const int MaxRepeat = 1_000;
    private const int MaxNesting = 250;

    private readonly string _pattern;
    private readonly Stack<Group> _groups = new();
    private readonly List<string?> _names = [null];
    private PatternFlags _flags;
    private int _at;

    /// <summary>Where the sign of repetition stands that was read just now.</summary>
    private int? _repeatedAt;

    private PatternParser(string pattern) => _pattern = pattern;

    /// <summary>A group that is open: what it will be, its flags before, and what it has so far.</summary>
    private sealed record Group(int Capture, PatternFlags Before)
    {
        public List<PatternNode> Alternatives { get; } = [];

        public List<PatternNode> Sequence { get; set; } = [];
    }

    private Group Current => _groups.Peek();

    private char Next => _at < _pattern.Length ? _pattern[_at] : '\0';

    /// <returns>The tree, and the names of its groups by number; those without are null.</returns>
    /// <exception cref="PatternException"/>
    public static (PatternNode Tree, IReadOnlyList<string?> Names) Parse(string pattern)
    {
        if (pattern.Length > MaxPattern) throw TooLarge(pattern);
        var parser = new PatternParser(pattern);
        return (parser.All(), parser._names);
    }

    public static PatternException TooLarge(string pattern) => Wrong("expression too large", Short(pattern));

    private static string Short(string pattern) => pattern.Length > 50 ? pattern[..50] + "…" : pattern;

    private static PatternException Wrong(string what, string part) => new($"{what}: `{part}`");

    private PatternNode All()
    {
        _groups.Push(new Group(0, PatternFlags.None));
        while (_at < _pattern.Length)
        {
            var repeatedAt = _repeatedAt;
            _repeatedAt = null;
            Item(repeatedAt);
        }
        return _groups.Count == 1 ? Closed(_groups.Pop()) : throw Wrong("missing closing )", _pattern);
    }

    private void Item(int? repeatedAt)
    {
        switch (_pattern[_at])
        {
            case '(': Open(); break;
            case ')': Close(); break;
            case '|': Bar(); break;
            case '^': Assert(_flags.HasFlag(PatternFlags.Multiline) ? Assertion.LineBegins : Assertion.TextBegins, 1); break;
            case '$': Assert(_flags.HasFlag(PatternFlags.Multiline) ? Assertion.LineEnds : Assertion.TextEnds, 1); break;
            case '.': Add(_flags.HasFlag(PatternFlags.DotMatchesNewline) ? CharacterSet.All : CharacterSet.NoNewline, 1); break;
            case '[': Add(Class()); break;
            case '*': Repeat(0, -1, 1, repeatedAt); break;
            case '+': Repeat(1, -1, 1, repeatedAt); break;
            case '?': Repeat(0, 1, 1, repeatedAt); break;
            case '{' when Counts() is var (least, most, length): Repeat(least, most, length, repeatedAt); break;
            case '\\': Escape(); break;
            default: Literal(Character()); break;
        }
    }

    /// <summary>The next character, which may be two of UTF-16.</summary>
    private int Character()
    {
        Rune.DecodeFromUtf16(_pattern.AsSpan(_at), out var rune, out var length);
        _at += length;
        return rune.Value;
    }

    private void Literal(int character)
    {
        var set = CharacterSet.Of((character, character));
        Add(_flags.HasFlag(PatternFlags.IgnoresCase) ? set.IgnoringCase() : set);
    }

    private void Add(CharacterSet set, int length = 0)
    {
        Current.Sequence.Add(new CharacterNode(set));
        _at += length;
    }

    private void Assert(Assertion assertion, int length)
    {
        Current.Sequence.Add(new AssertionNode(assertion));
        _at += length;
    }

    private void Open()
    {
        if (_groups.Count > MaxNesting) throw Wrong("expression nests too deeply", Short(_pattern));
        if (_at + 1 < _pattern.Length && _pattern[_at + 1] == '?') Perl();
        else Capture(null, 1);
    }

    private void Capture(string? name, int length)
    {
        _groups.Push(new Group(_names.Count, _flags));
        _names.Add(name);
        _at += length;
    }

    private void Close()
    {
        if (_groups.Count == 1) throw Wrong("unexpected )", _pattern);
        var group = _groups.Pop();
        var inner = Closed(group);
        Current.Sequence.Add(group.Capture > 0 ? new CaptureNode(group.Capture, inner) : inner);
        _flags = group.Before;
        _at++;
    }

    private void Bar()
    {
        Current.Alternatives.Add(Sequence(Current));
        Current.Sequence = [];
        _at++;
    }

    private static PatternNode Sequence(Group group) => group.Sequence is [var only] ? only : new ConcatenationNode(group.Sequence);

    private static PatternNode Closed(Group group) =>
        group.Alternatives.Count == 0 ? Sequence(group) : new AlternativesNode([.. group.Alternatives, Sequence(group)]);

    /// <summary><c>(?P&lt;name&gt;</c>, <c>(?i)</c> or <c>(?i:</c></summary>
    private void Perl()
    {
        var rest = _pattern.AsSpan(_at);
        var named = rest.StartsWith("(?P<") ? 4 : rest.StartsWith("(?<") ? 3 : 0;
        if (named == 0) Flags();
        else Named(named);
    }

    private void Named(int prefix)
    {
        var end = _pattern.IndexOf('>', _at);
        if (end < 0) throw Wrong("invalid named capture", _pattern[_at..]);
        var name = _pattern[(_at + prefix)..end];
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw Wrong("invalid named capture", _pattern[_at..(end + 1)]);
        Capture(name, end + 1 - _at);
    }

    private void Flags()
    {
        var (flags, isOn, sawOne) = (_flags, true, false);
        for (var at = _at + 2; at < _pattern.Length; at++)
        {
            var c = _pattern[at];
            if (c is ':' or ')' && (isOn || sawOne))
            {
                if (c == ':') _groups.Push(new Group(0, _flags));
                (_flags, _at) = (flags, at + 1);
                return;
            }
            if (c == '-' && isOn) (isOn, sawOne) = (false, false);
            else if (FlagOf(c) is { } flag) (flags, sawOne) = (isOn ? flags | flag : flags & ~flag, true);
            else throw Wrong("invalid or unsupported Perl syntax", _pattern[_at..(at + 1)]);
        }
        throw Wrong("invalid or unsupported Perl syntax", _pattern[_at..]);
    }

    private static PatternFlags? FlagOf(char letter) => letter switch
    {
        'i' => PatternFlags.IgnoresCase,
        'm' => PatternFlags.Multiline,
        's' => PatternFlags.DotMatchesNewline,
        'U' => PatternFlags.Ungreedy,
        _ => null,
    };

    /// <summary><c>{2}</c>, <c>{2,}</c>, <c>{2,5}</c>; anything else in braces is text.</summary>
    private (int Least, int Most, int Length)? Counts()
    {
        var end = _pattern.IndexOf('}', _at);
        if (end < 0) return null;
        var parts = _pattern[(_at + 1)..end].Split(',');
        var endless = parts is [_, ""];
        if (parts.Length > 2 || !IsNumber(parts[0]) || !endless && !IsNumber(parts[^1])) return null;
        var (least, most) = (Number(parts[0]), endless ? -1 : Number(parts[^1]));
        if (least > MaxRepeat || most > MaxRepeat || !endless && most < least)
            throw Wrong("invalid repeat count", _pattern[_at..(end + 1)]);
        return (least, most, end + 1 - _at);
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit) && (text.Length == 1 || text[0] != '0');

    private static int Number(string text) => text.Length <= 4 ? int.Parse(text, CultureInfo.InvariantCulture) : MaxRepeat + 1;

    private void Repeat(int least, int most, int length, int? repeatedAt)
    {
        var start = _at;
        _at += length;
        var isLazy = Next == '?';
        if (isLazy) _at++;
        if (repeatedAt is { } first) throw Wrong("invalid nested repetition operator", _pattern[first.._at]);
        if (Current.Sequence.Count == 0) throw Wrong("missing argument to repetition operator", _pattern[start..(start + length)]);
        var repeated = new RepeatNode(Current.Sequence[^1], least, most, isLazy == _flags.HasFlag(PatternFlags.Ungreedy));
        if ((least > 1 || most > 1) && !IsWithin(MaxRepeat, repeated)) throw Wrong("invalid repeat count", _pattern[start.._at]);
        Current.Sequence[^1] = repeated;
        _repeatedAt = start;
    }

    /// <summary>Counted repetitions within each other make at most so many copies of what is innermost.</summary>
    private static bool IsWithin(int copies, PatternNode node)
    {
        if (node is RepeatNode { Most: 0 }) return true;
        var counted = node is RepeatNode repeat ? Math.Max(1, repeat.Most < 0 ? repeat.Least : repeat.Most) : 1;
        return counted <= copies && Inner(node).All(inner => IsWithin(copies / counted, inner));
    }

    private static IEnumerable<PatternNode> Inner(PatternNode node) => node switch
    {
        RepeatNode repeat => [repeat.Inner],
        CaptureNode capture => [capture.Inner],
        ConcatenationNode sequence => sequence.Items,
        AlternativesNode alternatives => alternatives.Items,
        _ => [],
    };
}
