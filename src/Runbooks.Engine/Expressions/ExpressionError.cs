namespace Runbooks.Engine.Expressions;

/// <summary>What is wrong with an expression, and where.</summary>
/// <param name="Message">One line, without the place.</param>
/// <param name="Offset">The first character that is meant, counted from 0 in UTF-16 units.</param>
public sealed record ExpressionError(string Message, int Offset)
{
    /// <summary>With line and column, and the line in question with a mark below it.</summary>
    public string In(string text)
    {
        var at = Math.Clamp(Offset, 0, text.Length);
        var lineStart = text.LastIndexOf('\n', Math.Max(at - 1, 0), Math.Max(at, 0)) + 1;
        var lineEnd = text.IndexOf('\n', lineStart);
        var line = lineEnd < 0 ? text[lineStart..] : text[lineStart..lineEnd];
        var column = text[lineStart..at].Count(c => !char.IsLowSurrogate(c));
        if (line.Length == 0) return Message;
        return $"{Message} ({text.AsSpan(0, at).Count('\n') + 1}:{column + 1})\n | {line.Replace('\t', ' ')}\n | {new string('.', column)}^";
    }

    public override string ToString() => $"{Message} (at {Offset + 1})";
}
