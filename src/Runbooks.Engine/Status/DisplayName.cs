using System.Text.RegularExpressions;
using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Status;

/// <summary>Argo's <c>displayName</c>: a node's name without its boundary's name and what separates the two; or what its template's annotation says.</summary>
public static partial class DisplayName
{
    public static string Of(Node node)
    {
        if (node.DisplayName is { } shown) return shown;
        if (node.Boundary is not { } boundary || !node.Name.StartsWith(boundary.Name, StringComparison.Ordinal)) return node.Name;
        var rest = node.Name[boundary.Name.Length..];
        return rest[Separator().Match(rest).Length..];
    }

    [GeneratedRegex(@"^(\[\d+\])?\.", RegexOptions.CultureInvariant)]
    private static partial Regex Separator();
}
