namespace Runbooks.Engine.Expressions.RegularExpressions;

/// <summary>A set of code points, as ranges in order that neither meet nor touch.</summary>
internal sealed class CharacterSet
{
    public const int Last = 0x10FFFF;

    private readonly (int From, int To)[] _ranges;
    private readonly UInt128 _ascii;

    private CharacterSet((int From, int To)[] ranges)
    {
        _ranges = ranges;
        for (var c = 0; c < 128; c++)
            if (Search(c)) _ascii |= UInt128.One << c;
    }

    public static CharacterSet All { get; } = Of((0, Last));

    public static CharacterSet NoNewline { get; } = Of(('\n', '\n')).Complement();

    public IReadOnlyList<(int From, int To)> Ranges => _ranges;

    /// <summary>The only character in it, or null.</summary>
    public int? Single => _ranges is [var (from, to)] && from == to ? from : null;

    public static CharacterSet Of(params IEnumerable<(int From, int To)> ranges)
    {
        var merged = new List<(int From, int To)>();
        foreach (var (from, to) in ranges.OrderBy(range => range.From))
        {
            if (merged.Count > 0 && from <= merged[^1].To + 1) merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, to));
            else merged.Add((from, to));
        }
        return new CharacterSet([.. merged]);
    }

    /// <summary>Each character of <paramref name="text"/>, or each range: <c>0-9A-Za-z_</c>. A <c>-</c> itself stands at the end.</summary>
    public static CharacterSet Parse(string text)
    {
        var ranges = new List<(int, int)>();
        for (var at = 0; at < text.Length; at++)
        {
            var isRange = at + 2 < text.Length && text[at + 1] == '-';
            ranges.Add((text[at], isRange ? text[at + 2] : text[at]));
            if (isRange) at += 2;
        }
        return Of(ranges);
    }

    public bool Contains(int character) => character < 128 ? (_ascii >> character & UInt128.One) != UInt128.Zero : Search(character);

    public CharacterSet Complement()
    {
        var between = new List<(int, int)>();
        var next = 0;
        foreach (var (from, to) in _ranges)
        {
            if (from > next) between.Add((next, from - 1));
            next = to + 1;
        }
        if (next <= Last) between.Add((next, Last));
        return new CharacterSet([.. between]);
    }

    /// <summary>With all that differ from one in it only by case.</summary>
    public CharacterSet IgnoringCase()
    {
        var added = _ranges.SelectMany(range => CaseFolding.Within(range.From, range.To)).Select(other => (other, other)).ToList();
        return added.Count == 0 ? this : Of([.. _ranges, .. added]);
    }

    private bool Search(int character)
    {
        var (low, high) = (0, _ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (character < _ranges[middle].From) high = middle - 1;
            else if (character > _ranges[middle].To) low = middle + 1;
            else return true;
        }
        return false;
    }
}
