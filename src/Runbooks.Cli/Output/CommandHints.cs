using System.Text.RegularExpressions;
using Runbooks.Cli.Terminals;

namespace Runbooks.Cli.Output;

/// <summary>Commands for the user to copy: quoted for a POSIX shell, and with the data folder if this command was given one.</summary>
internal sealed partial record CommandHints(string? DataFolder = null)
{
    /// <param name="words">What comes after <c>runbooks</c>.</param>
    public string For(params IEnumerable<string> words) => string.Join(' ', Words(words));

    /// <summary>A label and the command beside it; where it doesn't fit in a line, it goes on in the next as a shell takes it.</summary>
    public IEnumerable<string> Lines(string label, int cells, params IEnumerable<string> words)
    {
        const string margin = "      ";
        var line = label;
        foreach (var word in Words(words))
        {
            if (line != label && line.Trim().Length > 0 && Printable.Width(line) + Printable.Width(word) + " \\".Length >= cells)
            {
                yield return line + @" \";
                line = margin + word;
            }
            else line = $"{line} {word}";
        }
        yield return line;
    }

    private IEnumerable<string> Words(IEnumerable<string> words) =>
        words.Prepend("runbooks").Concat(DataFolder is { } folder ? ["--data", folder] : []).Select(word => Quoted(Printable.Line(word)));

    private static string Quoted(string word) => Plain().IsMatch(word) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[\w@%+=:,./-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
