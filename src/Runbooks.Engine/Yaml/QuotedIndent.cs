using System.Text;
using YamlDotNet.Core;

namespace Runbooks.Engine.Yaml;

/// <summary>
/// Kubernetes' tools let the later lines of a double-quoted text stand as far left as they like, the parser doesn't. Such lines are
/// indented for it (blanks there have no meaning), and its marks are brought back to the file as it is.
/// </summary>
internal sealed class QuotedIndent(string text)
{
    private const string Complaint = "found wrong indentation";

    /// <summary>Each repair means to parse from the start again: so many characters may be parsed for that.</summary>
    private const int MostWork = 40_000_000;

    /// <summary>The blanks put in front of lines, by line from 1.</summary>
    private readonly SortedList<int, int> _added = [];
    private int[] _sums = [];
    private int _work;
    private int _lastLine;
    private string? _indented;

    /// <summary>The text to parse.</summary>
    public string Indented => _indented ?? text;

    /// <summary>Indents the lines of the text that the parser complained about. False if that was not the complaint.</summary>
    public bool TryRepair(YamlException broken)
    {
        if (!broken.Message.Contains(Complaint, StringComparison.Ordinal) || _work > MostWork) return false;
        // A text that was repaired is not complained about again; if it is, this is no help.
        if (broken.Start.Line <= _lastLine) return false;
        _lastLine = (int)broken.Start.Line;
        _work += text.Length;
        var firstLine = _lastLine + 1;
        var lastLine = firstLine - 1 + Indented[(int)broken.Start.Index..ClosingQuote((int)broken.Start.Index + 1)].Count(c => c == '\n');
        for (var line = firstLine; line <= lastLine; line++) _added[line] = (int)broken.Start.Column;
        _sums = new int[_added.Count + 1];
        for (var i = 0; i < _added.Count; i++) _sums[i + 1] = _sums[i] + _added.GetValueAtIndex(i);
        _indented = Apply();
        return true;
    }

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
            indented.Append(' ', AddedTo(line++)).Append(content);
        }
        return indented.ToString();
    }
}
