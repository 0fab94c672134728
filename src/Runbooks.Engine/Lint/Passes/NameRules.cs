using System.Text.RegularExpressions;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Argo's rules for the names within a document.</summary>
internal static partial class NameRules
{
    private const int LongestName = 128;

    /// <summary>What is wrong with the name of a template or step, or null.</summary>
    public static string? Complaint(string name) =>
        name.Length > LongestName ? $"the name has {name.Length} characters; at most {LongestName} are allowed"
        : !Name().IsMatch(name) ? $"'{name}' can't be a name: only letters, digits and '-', beginning with a letter or digit"
        : null;

    /// <summary>What is wrong with the name of a parameter, or null.</summary>
    public static string? ParameterComplaint(string name) =>
        Parameter().IsMatch(name) ? null : $"'{name}' can't be a parameter's name: only letters, digits, '-' and '_'";

    /// <summary>What is wrong with the name of an artifact, or null.</summary>
    public static string? ArtifactComplaint(string name) =>
        Parameter().IsMatch(name) ? null : $"'{name}' can't be an artifact's name: only letters, digits, '-' and '_'";

    /// <summary>What is wrong with the name of an output artifact, which may have tags, or null.</summary>
    public static string? OutputArtifactComplaint(string name) => !TextTemplate.MayHaveTags(name) ? ArtifactComplaint(name)
        : WithTags().IsMatch(name) ? null : $"'{name}' can't be an artifact's name: beside tags without blanks, only letters, digits, '-' and '_'";

    /// <summary>Reports each name that stands before in the same list, with both places.</summary>
    public static void CheckUnique(LintContext context, IEnumerable<(string Name, string Path)> named, string what)
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, path) in named.Where(each => each.Name.Length > 0))
            if (!first.TryAdd(name, path))
                context.Error($"{path}.name", $"the {what} '{name}' is there already, at {context.Document.PositionOf($"{first[name]}.name")}; names must be unique", "duplicate-name");
    }

    [GeneratedRegex(@"^[a-zA-Z0-9][-a-zA-Z0-9]*\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[-a-zA-Z0-9_]+\z")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^[-a-zA-Z0-9_{}.]+\z")]
    private static partial Regex WithTags();
}
