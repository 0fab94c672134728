using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Runbooks.Engine.Expressions;

/// <summary>What an expression tag, <c>{{=…}}</c>, puts into a text.</summary>
public static class ExpressionTag
{
    /// <summary>
    /// A text as it is, anything else as JSON; what is a text in JSON, such as a time, without its quotes. Nothing can't be put anywhere.
    /// </summary>
    public static bool TryText(object? value, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? error)
    {
        (text, error) = (value as string, null);
        if (text is not null) return true;
        if (value is null) error = "the expression gives nil, which is no text; give a default with ?? ''";
        else if (ExpressionValue.TryJson(value, out var json))
            text = json.StartsWith('"') ? JsonSerializer.Deserialize<string>(json)! : json;
        else error = json;
        return text is not null;
    }
}
