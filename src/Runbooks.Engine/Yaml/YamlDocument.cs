using System.Text.Json.Nodes;

namespace Runbooks.Engine.Yaml;

/// <summary>One document of a file, with the place of everything in it.</summary>
/// <param name="IsSound">No mistake was found in it: the tree is all of it.</param>
public sealed record YamlDocument(YamlNode Root, bool IsSound)
{
    public JsonNode? ToJson() => Root.ToJson();

    /// <summary>The node at a field path (<c>spec.templates[2].steps[0][0].name</c>), or null if the path leads nowhere.</summary>
    public YamlNode? Find(string path) => FieldPath.Walk(Root, path) is { Complete: true } found ? found.Node : null;

    /// <summary>Where a mistake about a path is best shown: a scalar's value; the key of a map or list; the nearest parent of what isn't there.</summary>
    public Position PositionOf(string path)
    {
        var found = FieldPath.Walk(Root, path);
        return found.Node is YamlScalar { Value: not null } ? found.Node.At : found.KeyAt ?? found.Node.At;
    }

    /// <summary>Where the key of a path stands; for a list's item, the item.</summary>
    public Position KeyPositionOf(string path)
    {
        var found = FieldPath.Walk(Root, path);
        return found.KeyAt ?? found.Node.At;
    }
}
