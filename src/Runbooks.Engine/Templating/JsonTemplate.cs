using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runbooks.Engine.Templating;

/// <summary>A JSON value with <c>{{tags}}</c> in its texts and keys, prepared once and filled in many times.</summary>
public sealed class JsonTemplate
{
    private readonly Func<Scope, JsonNode?> _fill;

    private JsonTemplate(Func<Scope, JsonNode?> fill, bool hasTags) => (_fill, HasTags) = (fill, hasTags);

    public bool HasTags { get; }

    /// <summary>A new value with each tag replaced.</summary>
    /// <exception cref="UnresolvedTagException">A tag has no value.</exception>
    public JsonNode? Fill(Scope scope) => _fill(scope);

    public static JsonTemplate Compile(JsonNode? value) => value switch
    {
        JsonObject map => Object(map),
        JsonArray list => Array(list),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => Text(text.GetValue<string>()),
        _ => new JsonTemplate(_ => value?.DeepClone(), hasTags: false),
    };

    private static JsonTemplate Text(string text)
    {
        var template = TextTemplate.Parse(text);
        return template.HasTags
            ? new JsonTemplate(scope => JsonValue.Create(template.Fill(scope)), hasTags: true)
            : new JsonTemplate(_ => JsonValue.Create(text), hasTags: false);
    }

    private static JsonTemplate Object(JsonObject map)
    {
        var fields = map.Select(field => (Key: TextTemplate.Parse(field.Key), Value: Compile(field.Value))).ToArray();
        JsonObject Fill(Scope scope)
        {
            var filled = new JsonObject();
            foreach (var (key, value) in fields) filled[key.Fill(scope)] = value.Fill(scope);
            return filled;
        }
        return new JsonTemplate(Fill, fields.Any(field => field.Key.HasTags || field.Value.HasTags));
    }

    private static JsonTemplate Array(JsonArray list)
    {
        var items = list.Select(Compile).ToArray();
        return new JsonTemplate(scope => new JsonArray([.. items.Select(item => item.Fill(scope))]), items.Any(item => item.HasTags));
    }
}
