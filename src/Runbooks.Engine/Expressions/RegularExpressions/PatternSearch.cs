using System.Text;

namespace Runbooks.Engine.Expressions.RegularExpressions;

/// <summary>
/// Searches one text for a pattern by following all ways through its program at once, the first of them counting most (a Pike machine):
/// in time linear in the text, whatever the pattern.
/// </summary>
/// <param name="marks">How many of a match's places are wanted; none if it only matters whether there is a match.</param>
internal sealed class PatternSearch(PatternProgram program, string text, int marks)
{
    /// <summary>Steps of all searches in one text together: a second or two.</summary>
    private const long MaxSteps = 200_000_000;

    private const int NoCharacter = -1;

    private readonly Instruction[] _instructions = program.Instructions;
    private readonly Stack<(int At, int Mark, int Place)> _open = new();
    private Threads _now = new(program.Instructions.Length, marks);
    private Threads _next = new(program.Instructions.Length, marks);
    private long _steps;

    /// <summary>The ways that are under way, in the order in which they count, each with the places of its groups.</summary>
    private sealed class Threads(int size, int marks)
    {
        private readonly int[] _sparse = new int[size];
        private readonly int[] _dense = new int[size];

        public int Count { get; private set; }

        public int[] Places { get; } = new int[size * marks];

        public int this[int index] => _dense[index];

        public bool TryAdd(int at)
        {
            var index = _sparse[at];
            if (index < Count && _dense[index] == at) return false;
            _sparse[at] = Count;
            _dense[Count++] = at;
            return true;
        }

        public void Clear() => Count = 0;
    }

    /// <summary>
    /// The places of the first match at or after <paramref name="from"/>, two a group and -1 where it has no part; null if there is none.
    /// </summary>
    /// <exception cref="PatternException">It takes too long.</exception>
    public int[]? Find(int from)
    {
        var places = new int[marks];
        int[]? found = null;
        var at = from;
        var before = Before(from);
        _now.Clear();
        while (true)
        {
            if (_now.Count == 0)
            {
                if (found is not null || program.IsAnchored && at > 0) return found;
                if (!Skip(ref at, ref before)) return null;
            }
            var (character, width) = At(at);
            if (found is null)
            {
                Array.Fill(places, -1);
                if (marks > 0) places[0] = at;
                Follow(_now, program.Start, at, before, character, places);
            }
            if (Step(at, width, character, ref found) && marks == 0) return found;
            if (width == 0) return found;
            (_now, _next, at, before) = (_next, _now, at + width, character);
        }
    }

    /// <summary>Goes on to where a match can begin.</summary>
    private bool Skip(ref int at, ref int before)
    {
        var next = program.Prefix.Length > 0 ? text.IndexOf(program.Prefix, at, StringComparison.Ordinal)
            : program.First is { } first ? IndexOf(first, at)
            : at;
        if (next > at) (at, before) = (next, Before(next));
        return next >= 0;
    }

    private int IndexOf(CharacterSet set, int from)
    {
        for (var at = from; at < text.Length;)
        {
            var (character, width) = At(at);
            if (set.Contains(character)) return at;
            at += width;
        }
        return -1;
    }

    private (int Character, int Width) At(int at)
    {
        if (at >= text.Length) return (NoCharacter, 0);
        if (!char.IsSurrogate(text[at])) return (text[at], 1);
        Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var width);
        return (rune.Value, width);
    }

    private int Before(int at)
    {
        if (at == 0) return NoCharacter;
        Rune.DecodeLastFromUtf16(text.AsSpan(0, at), out var rune, out _);
        return rune.Value;
    }

    /// <summary>All ways read one character. What counts less than a match is given up.</summary>
    /// <returns>There is a match that ends here.</returns>
    private bool Step(int at, int width, int character, ref int[]? found)
    {
        _next.Clear();
        if ((_steps += _now.Count) > MaxSteps) throw new PatternException("the regular expression takes too long on this text");
        var (after, _) = At(at + width);
        for (var i = 0; i < _now.Count; i++)
        {
            ref var instruction = ref _instructions[_now[i]];
            var places = _now.Places.AsSpan(i * marks, marks);
            if (instruction.Kind == InstructionKind.Match)
            {
                found = places.ToArray();
                if (marks > 1) found[1] = at;
                return true;
            }
            if (instruction.Kind == InstructionKind.Character && width > 0 && instruction.Set!.Contains(character))
                Follow(_next, instruction.Next, at + width, character, after, places);
        }
        return false;
    }

    /// <summary>Adds all that can be reached without reading a character.</summary>
    private void Follow(Threads threads, int start, int at, int before, int after, Span<int> places)
    {
        _open.Push((start, -1, 0));
        while (_open.TryPop(out var open))
        {
            if (open.Mark >= 0)
            {
                places[open.Mark] = open.Place;
                continue;
            }
            if (!threads.TryAdd(open.At)) continue;
            ref var instruction = ref _instructions[open.At];
            switch (instruction.Kind)
            {
                case InstructionKind.Split:
                    _open.Push((instruction.Other, -1, 0));
                    _open.Push((instruction.Next, -1, 0));
                    break;
                case InstructionKind.Assert:
                    if (Holds(instruction.Assertion, before, after)) _open.Push((instruction.Next, -1, 0));
                    break;
                case InstructionKind.Mark:
                    if (instruction.Other < marks)
                    {
                        _open.Push((0, instruction.Other, places[instruction.Other]));
                        places[instruction.Other] = at;
                    }
                    _open.Push((instruction.Next, -1, 0));
                    break;
                default:
                    places.CopyTo(threads.Places.AsSpan((threads.Count - 1) * marks));
                    break;
            }
        }
    }

    private static bool Holds(Assertion assertion, int before, int after) => assertion switch
    {
        Assertion.TextBegins => before < 0,
        Assertion.TextEnds => after < 0,
        Assertion.LineBegins => before is < 0 or '\n',
        Assertion.LineEnds => after is < 0 or '\n',
        Assertion.WordBoundary => IsWord(before) != IsWord(after),
        _ => IsWord(before) == IsWord(after),
    };

    private static bool IsWord(int character) => character is >= '0' and <= '9' or >= 'A' and <= 'Z' or >= 'a' and <= 'z' or '_';
}
