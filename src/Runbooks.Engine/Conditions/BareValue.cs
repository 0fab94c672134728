using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Conditions;

/// <summary>What the value of a tag without quotes means: what it would if it were pasted, as long as that is one operand.</summary>
internal static class BareValue
{
    private const int LongestNumber = 100;

    private static readonly ConditionTokenKind[] Arithmetic =
        [ConditionTokenKind.Numeric, ConditionTokenKind.Modifier, ConditionTokenKind.Prefix, ConditionTokenKind.Clause, ConditionTokenKind.ClauseClose];

    public static object Of(string text)
    {
        var bare = text.Trim();
        // A value that brings its own quotes is the text within them.
        if (bare.Length >= 2 && bare[0] is '\'' or '"' && bare[^1] == bare[0]) return bare[1..^1];
        if (bare is "true" or "false") return bare == "true";
        if (bare.Length is 0 or > LongestNumber || !char.IsAsciiDigit(bare[0]) && bare[0] is not ('-' or '.' or '~' or '(')) return text;
        return Calculated(bare) ?? text;
    }

    /// <summary>The number that 5, -5, ~1, (1) or 2020-01-01 is. No such value can change the rest of a condition.</summary>
    private static object? Calculated(string bare)
    {
        if (GoNumber.ParseFloat(bare) is { } number) return number;
        try
        {
            var tokens = ConditionLexer.Tokens(bare);
            return tokens.All(token => Arithmetic.Contains(token.Kind))
                ? new ConditionEvaluator(NoScope.Instance).Value(ConditionParser.Parse(bare, wordsAreTexts: true))
                : null;
        }
        catch (Exception refused) when (refused is ConditionSyntaxException or EvaluationException)
        {
            return null;
        }
    }
}
