using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.RegularExpressions;

/// <summary>
/// Go's regular expressions (RE2) on .NET's engine without backtracking, which is linear in the text too. The syntax is translated where the two
/// differ: <c>\d \w \s</c> are ASCII, <c>$</c> is the very end, <c>[[:alpha:]]</c>, <c>(?P&lt;name&gt;…)</c>, <c>\Q…\E</c>, <c>(?U)</c>.
/// </summary>
internal sealed class GoRegex
{
    /// <summary>The engine is linear, so only a huge text comes near.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private readonly Regex _regex;

    private GoRegex(Regex regex) => _regex = regex;

    /// <exception cref="EvaluationException">The pattern is wrong.</exception>
    public static GoRegex Parse(string pattern) => TryParse(pattern, out var regex, out var error) ? regex : throw new EvaluationException(error);

    public static bool TryParse(string pattern, [NotNullWhen(true)] out GoRegex? regex, [NotNullWhen(false)] out string? error)
    {
        (regex, error) = (null, null);
        try
        {
            var translated = Re2Translation.Translate(pattern);
            regex = new GoRegex(new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Timeout));
            return true;
        }
        catch (PatternException refused)
        {
            error = $"error parsing regexp: {refused.Message}";
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            error = $"error parsing regexp: `{pattern}` is no regular expression: {refused.Message}";
        }
        return false;
    }

    public bool IsMatch(string text) => Bounded(() => _regex.IsMatch(text));

    /// <summary>As Go has it, there is no empty match right after another match.</summary>
    /// <param name="most">All if negative.</param>
    public IEnumerable<Match> Matches(string text, int most)
    {
        var end = -1;
        for (var match = Bounded(() => _regex.Match(text)); match.Success && most != 0; match = Bounded(match.NextMatch))
        {
            if (match.Length == 0 && match.Index == end) continue;
            end = match.Index + match.Length;
            most--;
            yield return match;
        }
    }

    /// <param name="template">With <c>$1</c> and <c>${name}</c>.</param>
    public string Replace(string text, string template) => Replace(text, match => Expand(template, match));

    public string ReplaceLiteral(string text, string with) => Replace(text, _ => with);

    public static string Quote(string text)
    {
        var quoted = new StringBuilder();
        foreach (var c in text) quoted.Append(@"\.+*?()|[]{}^$".Contains(c) ? "\\" : "").Append(c);
        return quoted.ToString();
    }

    private string Replace(string text, Func<Match, string> with)
    {
        var result = new StringBuilder();
        var at = 0;
        foreach (var match in Matches(text, -1))
        {
            result.Append(text, at, match.Index - at).Append(with(match));
            at = match.Index + match.Length;
        }
        return result.Append(text, at, text.Length - at).ToString();
    }

    private static string Expand(string template, Match match)
    {
        var text = new StringBuilder();
        for (var at = 0; at < template.Length;)
        {
            if (template[at] != '$' || at + 1 == template.Length) text.Append(template[at++]);
            else if (template[at + 1] == '$') (_, at) = (text.Append('$'), at + 2);
            else if (Name(template, at + 1) is var (name, end)) (_, at) = (text.Append(match.Groups[name].Value), end);
            else text.Append(template[at++]);
        }
        return text.ToString();
    }

    private static (string Name, int End)? Name(string template, int at)
    {
        var braced = template[at] == '{';
        var start = braced ? at + 1 : at;
        var end = start;
        while (end < template.Length && (char.IsAsciiLetterOrDigit(template[end]) || template[end] == '_')) end++;
        if (end == start || braced && (end >= template.Length || template[end] != '}')) return null;
        return (template[start..end], braced ? end + 1 : end);
    }

    private static T Bounded<T>(Func<T> match)
    {
        try
        {
            return match();
        }
        catch (RegexMatchTimeoutException)
        {
            throw new EvaluationException("the regular expression takes too long on this text");
        }
    }
}
