using System.Text.Encodings.Web;
using System.Text.Json;

namespace Runbooks.Cli.Nodes;

/// <summary>A step's result as text.</summary>
internal static class ResultText
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>JSON over several lines; anything else as it is.</summary>
    public static string Indented(string result) => Json(result) is { } json ? JsonSerializer.Serialize(json, Options) : result;

    /// <returns>Null if it is no JSON.</returns>
    public static JsonElement? Json(string result)
    {
        try
        {
            using var document = JsonDocument.Parse(result);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
