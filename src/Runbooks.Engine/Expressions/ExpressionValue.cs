using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions;

/// <summary>Values of expressions as text.</summary>
public static class ExpressionValue
{
    /// <summary>As Go's <c>%v</c> prints it: <c>[1 2]</c>, <c>map[a:1]</c>, <c>&lt;nil&gt;</c>.</summary>
    public static string Text(object? value) => GoFormat.Text(value);

    /// <summary>As Go's encoding/json writes it, in one line; false for what JSON can't hold.</summary>
    public static bool TryJson(object? value, out string json, bool escapeHtml = true)
    {
        try
        {
            json = GoJson.Write(value, escapeHtml: escapeHtml);
            return true;
        }
        catch (EvaluationException refused)
        {
            json = refused.Message;
            return false;
        }
    }
}
