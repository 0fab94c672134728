using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Resources;

/// <summary>Finds a field of an object by its dotted path, as text: what Argo's conditions on resources look at.</summary>
public static class FieldText
{
    /// <param name="path"><c>status.conditions.0.type</c>: names, and numbers for the items of lists.</param>
    /// <returns>Null if there is no such field. Lists and maps are JSON; an explicit null is empty.</returns>
    public static string? Find(JsonNode? value, string path)
    {
        using var document = JsonDocument.Parse(value?.ToJsonString() ?? "null");
        var at = document.RootElement;
        foreach (var name in path.Split('.'))
            if (!TryStep(ref at, name)) return null;
        return Text(at);
    }

    private static bool TryStep(ref JsonElement at, string name)
    {
        if (at.ValueKind == JsonValueKind.Object) return at.TryGetProperty(name, out at);
        if (at.ValueKind != JsonValueKind.Array || !uint.TryParse(name, out var index) || index >= at.GetArrayLength()) return false;
        at = at[(int)index];
        return true;
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.Number when !value.TryGetInt64(out _) => GoNumber.Plain(value.GetDouble()),
        _ => value.GetRawText(),
    };
}
