namespace Runbooks.Schemas;

/// <summary>Field paths as people write them: <c>spec.templates[2].steps[0][1].name</c>; odd keys as <c>['a.b']</c>.</summary>
public static class JsonPath
{
    public static string Join(string parent, string child) =>
        parent.Length == 0 ? child
        : child.Length == 0 ? parent
        : child[0] == '[' ? parent + child
        : $"{parent}.{child}";

    public static string Field(string parent, string name) =>
        Join(parent, name.Length > 0 && name.IndexOfAny(['.', '[', ']', '\'']) < 0 ? name : $"['{name.Replace("'", "''", StringComparison.Ordinal)}']");

    public static string Index(string parent, int index) => $"{parent}[{index}]";
}
