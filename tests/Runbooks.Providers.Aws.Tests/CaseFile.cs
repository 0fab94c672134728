using System.Text.Json.Nodes;

namespace Runbooks.Providers.Aws.Tests;

/// <summary>Cases kept as data, so that anyone can add one.</summary>
internal static class CaseFile
{
    public static IEnumerable<string> Names(string file) => Read(file).Select(found => (string)found["name"]!);

    public static JsonObject Find(string file, string name) => Read(file).Single(found => (string?)found["name"] == name);

    private static IEnumerable<JsonObject> Read(string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", file)))!.AsArray().Select(found => found!.AsObject());
}
