using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace Runbooks.Engine.Yaml;

/// <summary>
/// Kubernetes' tools let the later lines of a double-quoted text stand as far left as they like, and blanks stand in the blank lines that a block begins
/// with; the parser doesn't. Such lines are indented for it, or emptied (blanks there have no meaning), and its marks are brought back to the file as it is.
/// </summary>
internal sealed partial class IndentRepair(string text)
{
    private const string WrongIndentation = "found wrong indentation";
    private const string BlanksInFront = "found extra spaces in first line";

    /// <summary>Each repair means to parse from the start again: so many characters may be parsed for that.</summary>
    private const int MostWork = 40_000_000;

    /// <summary>The blanks put in front of lines, by line from 1; below 0, taken away.</summary>
    private readonly SortedList<int, int> _added = [];
    private int[] _sums = [];
    private int _work;
    private int _lastLine;
    private string? _indented;

    /// <summary>The text to parse.</summary>
    public string Indented => _indented ?? text;

    /// <summary>Mends the lines of the text that the parser complained about. False if it complained about something else, or this is no help.</summary>
    public bool TryRepair(YamlException broken)
    {
        if (_work > MostWork) return false;
        var isRepaired = broken.Message.Contains(WrongIndentation, StringComparison.Ordinal) ? IndentQuoted(broken)
            : broken.Message.Contains(BlanksInFront, StringComparison.Ordinal) && EmptyBlankLines((int)broken.Start.Line);
        if (!isRepaired) return false;
        _work += text.Length;
        _sums = new int[_added.Count + 1];
        for (var i = 0; i < _added.Count; i++) _sums[i + 1] = _sums[i] + _added.GetValueAtIndex(i);
        _indented = Apply();
        return true;
    }

    private bool IndentQuoted(YamlException broken)
    {
        // A text that was repaired is not complained about again; if it is, this is no help.
        if (broken.Start.Line <= _lastLine) return false;
        _lastLine = (int)broken.Start.Line;
        var lastLine = _lastLine + Indented[(int)broken.Start.Index..ClosingQuote((int)broken.Start.Index + 1)].Count(c => c == '\n');
        for (var line = _lastLine + 1; line <= lastLine; line++) _added[line] = (int)broken.Start.Column;
        return true;
    }

    /// <summary>The blank lines between a block's <c>|</c> and its first text: no more blanks than that has.</summary>
    private bool EmptyBlankLines(int near)
    {
        var (blank, indent) = BlankLines(near);
        if (blank.Count == 0 || blank.Exists(line => line.Blanks > indent)) return false;
        foreach (var (line, blanks) in blank) _added[line] = -blanks;
        return true;
    }

    /// <summary>The line that has more blanks than the text of its block is indented by, of a block that the parser complained about; or null.</summary>
    public int? TooFarRight(YamlException broken)
    {
        if (!broken.Message.Contains(BlanksInFront, StringComparison.Ordinal)) return null;
        var (blank, indent) = BlankLines((int)broken.Start.Line);
        return blank.Exists(line => line.Blanks > indent) ? blank.Find(line => line.Blanks > indent).Line : null;
    }

    /// <param name="near">A line of the block, or behind it, from 1.</param>
    /// <returns>Those with blanks in them, and by how many blanks the text is indented.</returns>
    private (List<(int Line, int Blanks)> Lines, int Indent) BlankLines(int near)
    {
        var lines = Indented.Split('\n');
        var header = Math.Min(near, lines.Length) - 1;
        while (header > 0 && !Header().IsMatch(lines[header])) header--;
        var text = header + 1;
        while (text < lines.Length && string.IsNullOrWhiteSpace(lines[text])) text++;
        if (text == lines.Length) return ([], 0);
        return ([.. Enumerable.Range(header + 1, text - header - 1).Select(line => (line + 1, Blanks(lines[line]))).Where(line => line.Item2 > 0)], Blanks(lines[text]));
    }

    private static int Blanks(string line) => line.TakeWhile(c => c == ' ').Count();

    public int Column(Mark mark) => Math.Max(1, (int)mark.Column - AddedTo((int)mark.Line));

    /// <summary>A mark's index in the text as it is.</summary>
    public int Index(Mark mark)
    {
        var line = (int)mark.Line;
        var onLine = Math.Min(AddedTo(line), (int)mark.Column - 1);
        return (int)Math.Clamp(mark.Index - AddedBefore(line) - onLine, 0, text.Length);
    }

    private int AddedTo(int line) => _added.Count == 0 ? 0 : _added.GetValueOrDefault(line);

    private int AddedBefore(int line)
    {
        var (low, high) = (0, _added.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_added.GetKeyAtIndex(middle) < line) low = middle + 1;
            else high = middle;
        }
        return _sums.Length == 0 ? 0 : _sums[low];
    }

    private int ClosingQuote(int from)
    {
        for (var i = from; i < Indented.Length; i++)
        {
            if (Indented[i] == '\\') i++;
            else if (Indented[i] == '"') return i;
        }
        return Indented.Length;
    }

    private string Apply()
    {
        var indented = new StringBuilder();
        var line = 1;
        foreach (var content in text.Split('\n'))
        {
            if (line > 1) indented.Append('\n');
            var added = AddedTo(line++);
            indented.Append(' ', Math.Max(0, added)).Append(content, Math.Max(0, -added), content.Length - Math.Max(0, -added));
        }
        return indented.ToString();
    }

    /// <summary>The line where a block begins.</summary>
    [GeneratedRegex(@"[|>][-+]?\s*(\s#.*)?\r?$", RegexOptions.CultureInvariant)]
    private static partial Regex Header();
}
