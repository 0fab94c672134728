using Runbooks.Schemas;

namespace Runbooks.Engine.Yaml;

/// <summary>Follows the paths that <see cref="JsonPath"/> writes through a document.</summary>
internal static class FieldPath
{
    /// <param name="Node">The node reached, or the last one on the way.</param>
    /// <param name="KeyAt">The key that leads to it, if a key does.</param>
    /// <param name="Complete">The whole path was followed.</param>
    public sealed record Found(YamlNode Node, Position? KeyAt, bool Complete);

    public static Found Walk(YamlNode root, string path)
    {
        var found = new Found(root, null, true);
        foreach (var step in Split(path))
        {
            if (Child(found.Node, step) is not { } child) return found with { Complete = false };
            found = child;
        }
        return found;
    }

    private static Found? Child(YamlNode node, Step step) => node switch
    {
        YamlMapping mapping when step.Name is { } name && mapping.Entries.TryGetValue(name, out var entry) =>
            new Found(entry.Value, entry.KeyAt, true),
        YamlSequence sequence when step.Index is { } index && index < sequence.Items.Count =>
            new Found(sequence.Items[index], sequence.Items[index].At, true),
        _ => null,
    };

    private sealed record Step(string? Name, int? Index);

    private static IEnumerable<Step> Split(string path)
    {
        var at = 0;
        while (at < path.Length)
        {
            if (path[at] == '.') at++;
            if (string.CompareOrdinal(path, at, "['", 0, 2) == 0) yield return Quoted(path, ref at);
            else if (path[at] == '[') yield return Index(path, ref at);
            else yield return Plain(path, ref at);
        }
    }

    private static Step Plain(string path, ref int at)
    {
        var end = path.AsSpan(at).IndexOfAny('.', '[');
        var name = end < 0 ? path[at..] : path.Substring(at, end);
        at += Math.Max(1, name.Length);
        return new Step(name, null);
    }

    private static Step Index(string path, ref int at)
    {
        var close = path.IndexOf(']', at);
        var end = close < 0 ? path.Length : close;
        var index = int.TryParse(path.AsSpan(at + 1, end - at - 1), out var number) ? number : int.MaxValue;
        at = end + 1;
        return new Step(null, index);
    }

    private static Step Quoted(string path, ref int at)
    {
        var end = at + 2;
        while (end < path.Length && (path[end] != '\'' || (end + 1 < path.Length && path[end + 1] == '\'')))
            end += path[end] == '\'' ? 2 : 1;
        var name = path[(at + 2)..Math.Min(end, path.Length)].Replace("''", "'", StringComparison.Ordinal);
        at = Math.Min(end + 2, path.Length);
        return new Step(name, null);
    }
}
