using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Resources;

/// <summary>
/// <c>valueFrom.jsonPath</c>: the template of <c>kubectl get -o jsonpath=…</c>. Text stands for itself, <c>{.metadata.name}</c> for what is
/// found there, with blanks between several; <c>{range .items[*]}…{end}</c> repeats. What isn't there is empty.
/// </summary>
public sealed class KubectlTemplate
{
    private readonly Action<JsonNode?, StringBuilder> _write;

    private KubectlTemplate(Action<JsonNode?, StringBuilder> write) => _write = write;

    /// <param name="error">What is wrong with the text.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out KubectlTemplate? template, [NotNullWhen(false)] out string? error)
    {
        (template, error) = (null, null);
        try
        {
            template = new KubectlTemplate(new KubectlTemplateParser(text).Parse());
            return true;
        }
        catch (FormatException wrong)
        {
            error = wrong.Message;
            return false;
        }
    }

    public string Fill(JsonNode? value)
    {
        var filled = new StringBuilder();
        _write(value, filled);
        return filled.ToString();
    }

    /// <summary>As kubectl prints a value: texts as they are, lists and maps as JSON.</summary>
    internal static string Text(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "",
        JsonValueKind.String => value.GetValue<string>(),
        _ => GoJson.Normal(JsonSerializer.SerializeToElement(value)),
    };
}
