using System.Text.RegularExpressions;
using Runbooks.Engine.Expressions.RegularExpressions;

namespace Runbooks.Engine.Tests.Expressions;

/// <summary>What our engine and one that backtracks understand alike, they find alike: the leftmost match, and of those the first that counts.</summary>
public class GoRegexTests
{
    private const int Patterns = 3_000;

    private static readonly string[] Characters = ["a", "b", "x", ",", "[ab]", "[^a]", "[^x]", "\\w", "\\d", ".", "\\W"];
    private static readonly string[] Places = ["^", "\\b", "\\B", "\\z"];
    private static readonly string[] Repetitions = ["*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{1,2}?", "{2,}"];

    private readonly Random _random = new(20240508);

    [Fact]
    public void Random_patterns_match_where_a_backtracking_engine_says()
    {
        for (var i = 0; i < Patterns; i++)
        {
            var (pattern, text) = (Alternatives(2), Text());

            var found = GoRegex.Parse(pattern).Matches(text, -1).Select(match => $"{match.Index}-{match.End} {match.Group(1)}");

            Assert.True(Expected(pattern, text).SequenceEqual(found), $"{pattern} on {text}: {string.Join(", ", found)}");
        }
    }

    /// <summary>Go has no empty match right after another one.</summary>
    private static IEnumerable<string> Expected(string pattern, string text)
    {
        var end = -1;
        foreach (Match match in Regex.Matches(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10)))
        {
            if (match.Length == 0 && match.Index == end) continue;
            end = match.Index + match.Length;
            yield return $"{match.Index}-{end} {match.Groups[1].Value}";
        }
    }

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];

    private string Text() => string.Concat(Enumerable.Range(0, _random.Next(12)).Select(_ => "aabbx1, "[_random.Next(8)]));

    private string Alternatives(int depth) => string.Join('|', Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Sequence(depth)));

    private string Sequence(int depth) => string.Concat(Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Item(depth)));

    /// <summary>Only what can't be empty is repeated: of the empty text, the engines go on in different ways.</summary>
    private string Item(int depth) => _random.Next(8) switch
    {
        0 => Pick(Places),
        1 or 2 when depth > 0 => $"({Alternatives(depth - 1)})",
        3 when depth > 0 => $"(?:{Pick(Characters)}{Sequence(depth - 1)}){Pick(Repetitions)}",
        4 or 5 => Pick(Characters) + Pick(Repetitions),
        _ => Pick(Characters),
    };
}
