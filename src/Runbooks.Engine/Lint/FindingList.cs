using System.Globalization;
using System.Text;
using Runbooks.Engine.Yaml;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint;

/// <summary>Gathers what is found in one file, up to a bound: a hostile file could hold a million mistakes.</summary>
internal sealed class FindingList(string file)
{
    private const int Most = 500;
    private const int LongestMessage = 500;

    private readonly List<Finding> _findings = [];
    private int _left;

    public bool IsFull => _findings.Count >= Most;

    public int Errors { get; private set; }

    public string File => file;

    /// <summary>What was found first, or null.</summary>
    public string? FirstError { get; private set; }

    /// <summary>The same of what was found last.</summary>
    public string? LastError { get; private set; }

    public void Add(Position at, string path, string message, string rule, Severity severity = Severity.Error)
    {
        if (severity == Severity.Error) Count(message);
        if (IsFull) _left++;
        else _findings.Add(new Finding(file, at.Line, at.Column, path, Printable(message), severity, rule));
    }

    private void Count(string message)
    {
        Errors++;
        LastError = Printable(message);
        FirstError ??= LastError;
    }

    public IReadOnlyList<Finding> Sorted()
    {
        var sorted = _findings
            .OrderBy(finding => (finding.Line, finding.Column, finding.Severity))
            .DistinctBy(finding => (finding.Line, finding.Column, finding.Message))
            .ToList();
        if (_left > 0)
            sorted.Add(new Finding(file, sorted[^1].Line, sorted[^1].Column, "", $"{_left:N0} more findings are not shown", Severity.Error, "too-many"));
        return sorted;
    }

    /// <summary>Messages quote the document, and are printed on terminals: no control characters, no endless lines.</summary>
    private static string Printable(string message)
    {
        if (message.Length > LongestMessage) message = message[..LongestMessage] + "…";
        if (!message.Any(IsUnprintable)) return message;
        var printable = new StringBuilder();
        foreach (var c in message) printable.Append(IsUnprintable(c) ? $"\\u{(int)c:x4}" : c);
        return printable.ToString();
    }

    private static bool IsUnprintable(char c) => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
