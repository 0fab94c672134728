namespace Runbooks.Engine.Yaml;

/// <summary>The lines of a file that hold one document, from its <c>---</c> on.</summary>
/// <param name="FirstLine">The file's line it begins at, from 1.</param>
internal sealed record YamlPart(string Text, int FirstLine)
{
    /// <summary>A place in the file, from one in the part.</summary>
    public Position At(YamlDotNet.Core.Mark mark) => new((int)mark.Line + FirstLine - 1, (int)mark.Column);

    public ReadOnlyMemory<char> Between(YamlDotNet.Core.Mark start, YamlDotNet.Core.Mark end)
    {
        var from = (int)Math.Min(start.Index, Text.Length);
        var to = (int)Math.Min(end.Index, Text.Length);
        return Text.AsMemory(from, Math.Max(0, to - from));
    }
}
