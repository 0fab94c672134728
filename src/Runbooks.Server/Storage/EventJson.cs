using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Runbooks.Engine.Runs;

namespace Runbooks.Server.Storage;

/// <summary>How events are written down.</summary>
public static class EventJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(RunEvent e) => JsonSerializer.Serialize(e, Options);

    /// <exception cref="StoreException">It is of a type, or has a value, that this version doesn't know.</exception>
    public static RunEvent Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<RunEvent>(body, Options)!;
        }
        catch (Exception unknown) when (unknown is JsonException or NotSupportedException)
        {
            throw new StoreException($"a run's history has an event that this version can't read ({KindOf(body)}): a newer version wrote it, or it is damaged", unknown);
        }
    }

    private static string KindOf(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.TryGetProperty("event", out var kind) ? $"'{kind}'" : "it doesn't say of which kind";
        }
        catch (JsonException)
        {
            return "it is no JSON";
        }
    }
}
