using System.Text.Json.Nodes;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>What a step of a loop can see of its item: <c>item</c> and <c>item.KEY</c>.</summary>
internal sealed class ItemScope(JsonNode? item, Scope outer) : Scope(outer)
{
    private const string Prefix = "item.";

    protected override string? FindHere(string name) =>
        name == "item" ? LoopItem.Text(item)
        : name.StartsWith(Prefix, StringComparison.Ordinal) && item is JsonObject map && map.TryGetPropertyValue(name[Prefix.Length..], out var value)
            ? LoopItem.Text(value)
        : null;
}
