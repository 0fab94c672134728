using YamlDotNet.Core;

namespace Runbooks.Engine.Yaml;

/// <summary>The lines of a file that hold one document, from its <c>---</c> on.</summary>
/// <param name="Text">As it stands in the file.</param>
/// <param name="FirstLine">The file's line it begins at, from 1.</param>
internal sealed record YamlPart(string Text, int FirstLine)
{
    private Position? _end;

    /// <summary>What the parser is given.</summary>
    public IndentRepair Indent { get; init; } = new(Text);

    /// <summary>Behind the last character.</summary>
    private Position End => _end ??= SourceText.Advance(new Position(FirstLine, 1), Text);

    /// <summary>A place in the file, from one the parser saw: it takes the end of the last line for a line of its own.</summary>
    public Position At(Mark mark)
    {
        var line = (int)mark.Line + FirstLine - 1;
        return line <= End.Line ? new Position(line, Indent.Column(mark)) : End;
    }

    public ReadOnlyMemory<char> Between(Mark start, Mark end)
    {
        var (from, to) = (Indent.Index(start), Indent.Index(end));
        return Text.AsMemory(from, Math.Max(0, to - from));
    }
}
