using YamlDotNet.Core;

namespace Runbooks.Engine.Yaml;

/// <summary>Says what the parser tripped over in words that help.</summary>
internal static class YamlSyntax
{
    public static YamlMistake Explain(YamlException broken, YamlPart part)
    {
        var index = part.Indent.Index(broken.Start);
        var message = IsIndentTab(part.Text, index)
            ? "a tab can't indent YAML; use spaces"
            : broken.Message.TrimEnd('.') + Hint(part.Text, index);
        return new YamlMistake(part.At(broken.Start), char.ToLowerInvariant(message[0]) + message[1..], "yaml-syntax");
    }

    private static string Hint(string text, int index)
    {
        var line = text.AsSpan(text.LastIndexOf('\n', Math.Max(0, index - 1)) + 1);
        line = line.IndexOf('\n') is var end and >= 0 ? line[..end] : line;
        return line.Contains(": {{", StringComparison.Ordinal) ? "; text that begins with '{{' must be quoted: \"{{…}}\"" : "";
    }

    private static bool IsIndentTab(string text, int index)
    {
        var lineStart = index == 0 ? 0 : text.LastIndexOf('\n', index - 1) + 1;
        var indent = text.AsSpan(lineStart);
        var content = indent.IndexOfAnyExcept(' ', '\t');
        return indent[..(content < 0 ? indent.Length : content)].Contains('\t');
    }
}
