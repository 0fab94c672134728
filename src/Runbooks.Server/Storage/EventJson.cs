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

    public static RunEvent Read(string body) => JsonSerializer.Deserialize<RunEvent>(body, Options)!;
}
