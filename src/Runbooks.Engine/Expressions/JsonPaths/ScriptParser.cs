using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.JsonPaths;

/// <summary>
/// Reads a script as Argo's library does: at the first place where the loosest operator stands outside of quotes and brackets, so that
/// all operators group to the right.
/// </summary>
internal sealed class ScriptParser(Func<string, IReadOnlyList<JsonPathStep>> path)
{
    private const int MaxDepth = 200;

    /// <summary>Loosest first. The last two begin a path.</summary>
    private static readonly string[] Signs =
        ["||", "&&", "==", "!=", "<=", ">=", "<", ">", "=~", "!", "+", "-", "**", "*", "/", "%", "not in", "in", "@", "$"];

    private int _depth;

    public Script Parse(string text) => new(text, Operation(text, 0));

    /// <param name="from">The first sign that may stand here.</param>
    /// <returns>Null if there is no operator.</returns>
    private ScriptNode? Operation(string text, int from)
    {
        if (++_depth > MaxDepth) throw new EvaluationException("it is nested too deeply");
        text = text.Trim();
        for (var i = from; i < Signs.Length && text.Length > 0; i++)
        {
            if (text.StartsWith('(') && text.EndsWith(')') && text.Length > 1)
            {
                text = text[1..^1].Trim();
                i = 0;
            }
            if (OperationAt(text, i) is not { } found) continue;
            _depth--;
            return found;
        }
        _depth--;
        return null;
    }

    private ScriptNode? OperationAt(string text, int sign)
    {
        var at = IndexOf(text, Signs[sign]);
        if (at < 0) return null;
        var (left, right) = (text[..at].Trim(), text[(at + Signs[sign].Length)..].Trim());
        if (Signs[sign] is "@" or "$") return left.Length == 0 ? new PathNode(path(text)) : null;
        if (right.Length == 0 || left.Length == 0 != (Signs[sign] == "!")) return null;
        return new OperationNode(Signs[sign], left.Length == 0 ? null : Operand(left, sign), Operand(right, sign));
    }

    private ScriptNode Operand(string text, int from)
    {
        if (Operation(text, from) is { } operation) return operation;
        if (text is not (['[', .., ']'] or ['{', .., '}'])) return new WordNode(text);
        try
        {
            return new DataNode(GoJson.Read(text));
        }
        catch (EvaluationException)
        {
            return new WordNode(text);
        }
    }

    /// <summary>The first place outside of quotes and brackets, or -1. Brackets within the other kind don't count.</summary>
    private static int IndexOf(string text, string sign)
    {
        var (quote, bracket, depth) = ('\0', '\0', 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (depth > 0) depth += c == bracket ? 1 : c == (bracket == '(' ? ')' : ']') ? -1 : 0;
            else if (c is '\'' or '"') quote = c;
            else if (c is '(' or '[') (bracket, depth) = (c, 1);
            if (quote == '\0' && depth == 0 && i + 1 >= sign.Length
                && string.CompareOrdinal(text, i + 1 - sign.Length, sign, 0, sign.Length) == 0)
                return i + 1 - sign.Length;
        }
        return -1;
    }
}
