using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.RegularExpressions;
using Runbooks.Engine.Expressions.Values;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigBinding;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

internal static class SprigRegexes
{
    public static IEnumerable<GoFunction> All { get; } =
    [
        Function("regexMatch", (string pattern, string text) => GoRegex.TryParse(pattern, out var regex, out _) && regex.IsMatch(text)),
        Function("mustRegexMatch", (string pattern, string text) => GoRegex.Parse(pattern).IsMatch(text)),
        .. Must("FindAll", (Evaluation evaluation, string pattern, string text, long most) => FindAll(evaluation, pattern, text, most)),
        .. Must("Find", (string pattern, string text) => GoRegex.Parse(pattern).Matches(text, 1).FirstOrDefault()?.Value ?? ""),
        .. Must("ReplaceAll", (Evaluation evaluation, string pattern, string text, string with) => GoRegex.Parse(pattern).Replace(Counted(evaluation, text, with), with)),
        .. Must("ReplaceAllLiteral", (Evaluation evaluation, string pattern, string text, string with) => GoRegex.Parse(pattern).ReplaceLiteral(Counted(evaluation, text, with), with)),
        .. Must("Split", (Evaluation evaluation, string pattern, string text, long most) => Split(evaluation, pattern, text, most)),
        Function("regexQuoteMeta", (string text) => GoRegex.Quote(text)),
    ];

    private static IEnumerable<GoFunction> Must(string name, Delegate function) => [Function("regex" + name, function), Function("mustRegex" + name, function)];

    /// <summary>There may be a match at each character.</summary>
    private static string Counted(Evaluation evaluation, string text, string with)
    {
        evaluation.GrowText((text.Length + 1L) * (with.Length + 1L));
        return text;
    }

    private static int Most(long most) => most < 0 ? -1 : (int)Math.Min(most, int.MaxValue);

    private static object?[] FindAll(Evaluation evaluation, string pattern, string text, long most)
    {
        evaluation.Step(text.Length);
        var found = GoRegex.Parse(pattern).Matches(text, Most(most)).Select(object? (match) => match.Value).ToArray();
        return found.Length == 0 ? NilList.Value : found;
    }

    private static object?[] Split(Evaluation evaluation, string pattern, string text, long most)
    {
        evaluation.Step(text.Length);
        var regex = GoRegex.Parse(pattern);
        if (most == 0) return NilList.Value;
        if (pattern.Length > 0 && text.Length == 0) return [""];
        var parts = new List<object?>();
        var (start, end) = (0, 0);
        foreach (var match in regex.Matches(text, Most(most)))
        {
            if (most > 0 && parts.Count == most - 1) break;
            end = match.Index;
            if (match.End != 0) parts.Add(text[start..end]);
            start = match.End;
        }
        if (end != text.Length) parts.Add(text[start..]);
        return [.. parts];
    }
}
