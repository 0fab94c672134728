using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Resources;

/// <summary>
/// <c>valueFrom.jqFilter</c>: the part of jq that takes values out of objects. Paths, <c>|</c>, <c>,</c>, <c>//</c>, comparisons, arithmetic,
/// lists and objects, and the functions of <see cref="JqFunctions"/>. What else jq has is refused when the filter is read.
/// </summary>
public sealed class JqFilter
{
    private const int MostResults = 100_000;

    private readonly JsonFilter _filter;

    private JqFilter(JsonFilter filter) => _filter = filter;

    /// <param name="error">What is wrong with the text, or not known here.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out JqFilter? filter, [NotNullWhen(false)] out string? error)
    {
        (filter, error) = (null, null);
        try
        {
            filter = new JqFilter(new JqParser(text).Parse());
            return true;
        }
        catch (FormatException wrong)
        {
            error = wrong.Message;
            return false;
        }
    }

    /// <summary>The results as Argo writes them: one a line, texts as they are, everything else as JSON.</summary>
    /// <exception cref="FormatException">The filter doesn't fit the value.</exception>
    public string Apply(JsonNode? value) => string.Join('\n', _filter(value).Take(MostResults).Select(Line)).Trim();

    private static string Line(JsonNode? result) => result?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.String => result.GetValue<string>(),
        _ => GoJson.Normal(JsonSerializer.SerializeToElement(result)),
    };
}
