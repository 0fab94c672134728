namespace Runbooks.Engine.Templating;

/// <summary>What follows a name among dotted names: <c>a</c> and <c>b</c> follow <c>inputs.parameters</c> in <c>inputs.parameters.a</c> and <c>inputs.parameters.b.c</c>.</summary>
public static class DottedNames
{
    /// <param name="prefix">What all names begin with, with a dot at its end: <c>inputs.parameters.</c>; or nothing.</param>
    /// <param name="names">The names, without the prefix; they may have dots themselves.</param>
    /// <param name="name">Whose followers are wanted.</param>
    public static IEnumerable<string> Under(string prefix, IEnumerable<string> names, string name)
    {
        if (prefix.Length == 0) return Below(names, name.Length == 0 ? "" : name + ".");
        if (name.Length >= prefix.Length)
            return name.StartsWith(prefix, StringComparison.Ordinal) ? Below(names, name[prefix.Length..] + ".") : [];
        if (name.Length == prefix.Length - 1) return prefix.StartsWith(name, StringComparison.Ordinal) ? Below(names, "") : [];
        var isAbove = name.Length == 0 || (prefix.StartsWith(name, StringComparison.Ordinal) && prefix[name.Length] == '.');
        return isAbove && names.Any() ? [First(prefix[(name.Length == 0 ? 0 : name.Length + 1)..])] : [];
    }

    private static IEnumerable<string> Below(IEnumerable<string> names, string start)
    {
        foreach (var name in names)
            if (name.StartsWith(start, StringComparison.Ordinal) && name.Length > start.Length) yield return First(name[start.Length..]);
    }

    private static string First(string name) => name.IndexOf('.') is var dot and > 0 ? name[..dot] : name;
}
