using static Runbooks.Engine.Expressions.Functions.Sprig.SprigBinding;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>Paths with slashes, as Go's path has them; nothing is looked up.</summary>
internal static class SprigPaths
{
    public static IEnumerable<GoFunction> All { get; } =
    [
        .. Both("base", Base),
        .. Both("dir", path => Clean(path[..(path.LastIndexOf('/') + 1)])),
        .. Both("clean", Clean),
        .. Both("ext", path => path.LastIndexOf('.') is var dot && dot > path.LastIndexOf('/') ? path[dot..] : ""),
        Function("isAbs", (string path) => path.StartsWith('/')),
        Function("osIsAbs", (string path) => path.StartsWith('/')),
    ];

    private static IEnumerable<GoFunction> Both(string name, Func<string, string> function) =>
        [Function(name, function), Function("os" + char.ToUpperInvariant(name[0]) + name[1..], function)];

    private static string Base(string path)
    {
        if (path.Length == 0) return ".";
        var trimmed = path.TrimEnd('/');
        return trimmed.Length == 0 ? "/" : trimmed[(trimmed.LastIndexOf('/') + 1)..];
    }

    private static string Clean(string path)
    {
        var rooted = path.StartsWith('/');
        var parts = new List<string>();
        foreach (var part in path.Split('/').Where(part => part is not ("" or ".")))
        {
            if (part != ".." || !rooted && (parts.Count == 0 || parts[^1] == "..")) parts.Add(part);
            else if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
        }
        var clean = string.Join('/', parts);
        return rooted ? "/" + clean : clean.Length == 0 ? "." : clean;
    }
}
