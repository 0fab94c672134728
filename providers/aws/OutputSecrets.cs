using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace Runbooks.Providers.Aws;

/// <summary>Some operations hand out secrets: AssumeRole, CreateKeyPair. They may be passed on, but not shown.</summary>
internal static class OutputSecrets
{
    private static readonly FrozenSet<string> Names =
        new[] { "SecretAccessKey", "SessionToken", "KeyMaterial" }.ToFrozenSet(StringComparer.Ordinal);

    public static void Mask(JsonNode? output, Action<string> mask)
    {
        if (output is JsonArray items)
            foreach (var item in items) Mask(item, mask);
        if (output is not JsonObject fields) return;
        foreach (var (name, value) in fields)
            if (Names.Contains(name) && value is JsonValue) mask(value.ToString());
            else Mask(value, mask);
    }
}
