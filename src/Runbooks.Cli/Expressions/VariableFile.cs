using System.Text.Json.Nodes;
using Runbooks.Cli.Documents;
using Runbooks.Engine.Yaml;

namespace Runbooks.Cli.Expressions;

/// <summary>Variables as their user gives them.</summary>
internal static class VariableFile
{
    /// <exception cref="CommandException">The file is no map, or isn't there.</exception>
    public static JsonObject Read(string file, Shell shell)
    {
        var stream = YamlReader.Read(RunbookFile.Bytes(file, shell));
        if (stream.Mistakes.Count > 0)
            throw CommandException.BadInput(string.Join("\nerror: ", stream.Mistakes.Select(mistake => $"{file}:{mistake.At}: {mistake.Message}")));
        return stream.Documents is [var document] && document.ToJson() is JsonObject map ? Nested(map) : throw CommandException.BadInput($"{file}: expected one map of variables");
    }

    /// <summary><c>inputs.parameters.x</c> becomes a map in a map, beside those that are written so.</summary>
    public static JsonObject Nested(JsonObject variables)
    {
        var root = new JsonObject();
        Put(root, [], variables);
        return root;
    }

    private static void Put(JsonObject map, string[] path, JsonNode? value)
    {
        if (value is JsonObject { Count: > 0 } entries)
        {
            foreach (var (name, entry) in entries) Put(map, path.Length == 0 ? name.Split('.') : [.. path, name], entry);
            return;
        }
        if (path.Length == 0) return;
        foreach (var part in path[..^1])
        {
            if (map[part] is not JsonObject inner) map[part] = inner = [];
            map = inner;
        }
        map[path[^1]] = value?.DeepClone();
    }
}
