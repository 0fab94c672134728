using System.Text.Json;
using YamlDotNet.Serialization;

namespace Runbooks.Cli.Output;

/// <summary>What would be JSON, as YAML.</summary>
internal static class YamlOutput
{
    public static void Write(TextWriter output, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        using var document = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
        new SerializerBuilder().WithQuotingNecessaryStrings().WithIndentedSequences().DisableAliases().Build().Serialize(output, Value(document.RootElement)!);
        output.Flush();
    }

    private static object? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().ToDictionary(field => field.Name, field => Value(field.Value)),
        JsonValueKind.Array => json.EnumerateArray().Select(Value).ToList(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? whole : json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
