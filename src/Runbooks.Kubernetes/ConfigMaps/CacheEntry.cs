using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs.Memoization;
using Runbooks.Engine.Steps;

namespace Runbooks.Kubernetes.ConfigMaps;

/// <summary>One entry of a cache, in Argo's form: <c>{"nodeID", "outputs", "creationTimestamp", "lastHitTimestamp"}</c>. What is in it beside stays there.</summary>
internal sealed class CacheEntry
{
    private readonly JsonObject _json;

    private CacheEntry(JsonObject json) => _json = json;

    public string Json => _json.ToJsonString(ArgoJson.Options);

    public DateTimeOffset CreatedAt => DateTimeOffset.TryParse((string?)_json["creationTimestamp"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : DateTimeOffset.MinValue;

    /// <summary>Null if the entry is of no node: it doesn't count then.</summary>
    public StepOutputs? Outputs => (string?)_json["nodeID"] is { Length: > 0 } ? Read(_json["outputs"] as JsonObject ?? []) : null;

    public static CacheEntry New(string nodeId, StepOutputs outputs, DateTimeOffset now) => new(new JsonObject
    {
        ["nodeID"] = nodeId,
        ["outputs"] = Write(outputs),
        ["creationTimestamp"] = Rfc3339(now),
        ["lastHitTimestamp"] = Rfc3339(now),
    });

    /// <exception cref="CacheUnavailableException">It is no entry.</exception>
    public static CacheEntry Parse(string text)
    {
        try
        {
            if (JsonNode.Parse(text) is JsonObject json) return new CacheEntry(json);
            throw new CacheUnavailableException("malformed cache entry: it is no JSON object");
        }
        catch (JsonException wrong)
        {
            throw new CacheUnavailableException($"malformed cache entry: could not unmarshal JSON; unable to parse: {wrong.Message}", wrong);
        }
    }

    public CacheEntry HitAt(DateTimeOffset now)
    {
        var hit = (JsonObject)_json.DeepClone();
        hit["lastHitTimestamp"] = Rfc3339(now);
        return new CacheEntry(hit);
    }

    private static JsonObject Write(StepOutputs outputs)
    {
        var json = new JsonObject();
        if (outputs.Parameters.Count > 0)
            json["parameters"] = new JsonArray([.. outputs.Parameters.Select(parameter => new JsonObject { ["name"] = parameter.Key, ["value"] = parameter.Value })]);
        if (outputs.Result is { } result) json["result"] = result;
        if (outputs.ExitCode is { } exitCode) json["exitCode"] = exitCode;
        return json;
    }

    private static StepOutputs Read(JsonObject json) => new()
    {
        Result = Text(json["result"]),
        ExitCode = Text(json["exitCode"]),
        Parameters = (json["parameters"] as JsonArray ?? []).OfType<JsonObject>()
            .DistinctBy(parameter => Text(parameter["name"]))
            .ToDictionary(parameter => Text(parameter["name"]) ?? "", parameter => Text(parameter["value"]) ?? "", StringComparer.Ordinal),
    };

    private static string? Text(JsonNode? value) => value?.ToString();

    private static string Rfc3339(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
