namespace Runbooks.Engine.Expressions.RegularExpressions;

/// <summary>Where a pattern matches.</summary>
/// <param name="places">Where each group begins and ends, -1 where it has no part.</param>
internal sealed class RegexMatch(string text, int[] places)
{
    public int Index => places[0];

    public int End => places[1];

    public int Length => End - Index;

    public string Value => text[Index..End];

    /// <summary>The text of a group; empty if it has no part, or there is none of this number.</summary>
    public string Group(int number) =>
        number >= 0 && number * 2 + 1 < places.Length && places[number * 2] >= 0 ? text[places[number * 2]..places[number * 2 + 1]] : "";

    public bool HasPart(int number) => number * 2 < places.Length && places[number * 2] >= 0;
}
