using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Runbooks.Engine.Yaml;

/// <summary>Says what the parser tripped over in words that help.</summary>
internal static class YamlSyntax
{
    /// <param name="last">The last event before: the parser doesn't say where a tab is.</param>
    public static YamlMistake Explain(YamlException broken, ParsingEvent? last, YamlPart part)
    {
        var saysWhere = broken.Start.Index > 0 || !broken.Message.Contains("tab", StringComparison.Ordinal);
        var index = part.Indent.Index(saysWhere ? broken.Start : last?.End ?? broken.Start);
        if (IndentTab(part.Text, index, saysWhere) is { } tab)
            return Mistake(SourceText.Advance(new Position(part.FirstLine, 1), part.Text.AsSpan(0, tab)), "a tab can't indent YAML; use spaces");
        if (OddIndent(part.Text, index) is { } odd)
            return Mistake(SourceText.Advance(new Position(part.FirstLine, 1), part.Text.AsSpan(0, odd)), OddBlank.Refusal(part.Text[odd]));
        if (part.Indent.TooFarRight(broken) is { } line)
            return Mistake(new Position(part.FirstLine + line - 1, 1), "this blank line has more blanks than the text below it is indented by; take them away");
        return Mistake(part.At(broken.Start), broken.Message.TrimEnd('.') + Hint(part.Text, index));
    }

    private static YamlMistake Mistake(Position at, string message) =>
        new(at, char.ToLowerInvariant(message[0]) + message[1..], "yaml-syntax");

    private static string Hint(string text, int index)
    {
        var line = text.AsSpan(LineStart(text, index));
        line = line.IndexOf('\n') is var end and >= 0 ? line[..end] : line;
        return line.Contains(": {{", StringComparison.Ordinal) ? "; text that begins with '{{' must be quoted: \"{{…}}\"" : "";
    }

    /// <summary>A tab before the first character of the line of an index or, if that is not exact, of a line after it.</summary>
    private static int? IndentTab(string text, int index, bool exact)
    {
        for (var start = LineStart(text, index); start < text.Length; start = text.IndexOf('\n', start) + 1)
        {
            var indent = text.AsSpan(start);
            var content = indent.IndexOfAnyExcept(' ', '\t');
            var tab = indent[..(content < 0 ? indent.Length : content)].IndexOf('\t');
            if (tab >= 0) return start + tab;
            if (exact || !indent.Contains('\n')) return null;
        }
        return null;
    }

    /// <summary>Blanks that are none, on the line of an index or the one before: what is wrong there may be noticed only at the next key.</summary>
    private static int? OddIndent(string text, int index)
    {
        var line = LineStart(text, index);
        foreach (var start in new[] { line, line == 0 ? 0 : LineStart(text, line - 1) })
            if (OddBlank.IndexInIndent(text.AsSpan(start)) is >= 0 and var odd) return start + odd;
        return null;
    }

    private static int LineStart(string text, int index) => index == 0 ? 0 : text.LastIndexOf('\n', Math.Min(index, text.Length) - 1) + 1;
}
