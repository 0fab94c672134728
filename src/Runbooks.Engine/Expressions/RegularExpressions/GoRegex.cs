using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.RegularExpressions;

/// <summary>A regular expression of Go (RE2): linear in the text, and made of characters, however many of UTF-16 one is.</summary>
internal sealed class GoRegex
{
    private readonly PatternProgram _program;

    private readonly string _pattern;

    private GoRegex(string pattern) => (_pattern, _program) = (pattern, PatternProgram.Compile(pattern));

    /// <exception cref="EvaluationException">The pattern is wrong.</exception>
    public static GoRegex Parse(string pattern) => TryParse(pattern, out var regex, out var error) ? regex : throw new EvaluationException(error);

    public static bool TryParse(string pattern, [NotNullWhen(true)] out GoRegex? regex, [NotNullWhen(false)] out string? error)
    {
        try
        {
            (regex, error) = (new GoRegex(pattern), null);
            return true;
        }
        catch (PatternException refused)
        {
            (regex, error) = (null, $"error parsing regexp: {refused.Message}");
            return false;
        }
    }

    /// <exception cref="EvaluationException">It takes too long.</exception>
    public bool IsMatch(string text) => Find(new PatternSearch(_program, text, marks: 0), 0) is not null;

    /// <summary>As Go has it, there is no empty match right after another match.</summary>
    /// <param name="most">All if negative.</param>
    /// <exception cref="EvaluationException">It takes too long.</exception>
    public IEnumerable<RegexMatch> Matches(string text, int most)
    {
        var search = new PatternSearch(_program, text, _program.Marks);
        var end = -1;
        for (var at = 0; at <= text.Length && most != 0;)
        {
            if (Find(search, at) is not { } places) yield break;
            var match = new RegexMatch(text, places);
            var isNew = match.Length > 0 || match.Index != end;
            at = match.End > at ? match.End : at + CharacterLength(text, at);
            end = match.End;
            if (!isNew) continue;
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

    /// <summary>The pattern.</summary>
    public override string ToString() => _pattern;

    private static int[]? Find(PatternSearch search, int from)
    {
        try
        {
            return search.Find(from);
        }
        catch (PatternException refused)
        {
            throw new EvaluationException(refused.Message);
        }
    }

    private static int CharacterLength(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;

    private string Replace(string text, Func<RegexMatch, string> with)
    {
        var result = new StringBuilder();
        var at = 0;
        foreach (var match in Matches(text, -1))
        {
            result.Append(text, at, match.Index - at).Append(with(match));
            at = match.End;
        }
        return result.Append(text, at, text.Length - at).ToString();
    }

    private string Expand(string template, RegexMatch match)
    {
        var text = new StringBuilder();
        for (var at = 0; at < template.Length;)
        {
            if (template[at] != '$' || at + 1 == template.Length) text.Append(template[at++]);
            else if (template[at + 1] == '$') (_, at) = (text.Append('$'), at + 2);
            else if (Name(template, at + 1) is var (name, end)) (_, at) = (text.Append(match.Group(Number(name, match))), end);
            else text.Append(template[at++]);
        }
        return text.ToString();
    }

    /// <summary>A number is a group's number; of groups with the same name, the first that has a part is meant.</summary>
    private int Number(string name, RegexMatch match)
    {
        var isNumber = name.Length <= 9 && name.All(char.IsAsciiDigit) && (name.Length == 1 || name[0] != '0');
        if (isNumber) return int.Parse(name, CultureInfo.InvariantCulture);
        for (var i = 1; i < _program.Names.Count; i++)
            if (_program.Names[i] == name && match.HasPart(i)) return i;
        return -1;
    }

    private static (string Name, int End)? Name(string template, int at)
    {
        var braced = template[at] == '{';
        var start = braced ? at + 1 : at;
        var end = start;
        while (end < template.Length && (char.IsLetterOrDigit(template[end]) || template[end] == '_')) end++;
        if (end == start || braced && (end >= template.Length || template[end] != '}')) return null;
        return (template[start..end], braced ? end + 1 : end);
    }
}
