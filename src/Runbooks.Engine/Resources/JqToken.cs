using System.Text.RegularExpressions;

namespace Runbooks.Engine.Resources;

/// <summary>One word or sign of a jq filter.</summary>
/// <param name="At">Where it begins, from 0.</param>
internal sealed partial record JqToken(string Text, int At)
{
    /// <exception cref="FormatException">There is something in the text that jq doesn't have.</exception>
    public static List<JqToken> Of(string text)
    {
        var tokens = new List<JqToken>();
        for (var at = 0; at < text.Length;)
        {
            var match = Pattern().Match(text, at);
            if (!match.Success) throw new FormatException($"'{text[at]}' at character {at + 1} of the filter is not understood");
            if (!string.IsNullOrWhiteSpace(match.Value)) tokens.Add(new JqToken(match.Value, at));
            at += match.Length;
        }
        return tokens;
    }

    [GeneratedRegex("""\G(?:\s+|"(?:[^"\\]|\\.)*"|\.\.|\.[A-Za-z_]\w*|[@$]?[A-Za-z_]\w*|\d+(?:\.\d+)?|//|==|!=|<=|>=|[-.|,;()\[\]{}:<>+*/%?])""",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
