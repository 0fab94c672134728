using System.Text.Json;
using System.Text.RegularExpressions;
using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Compilation;

/// <summary>Finds out which of its steps' or tasks' results a template reads: as in Argo, only those are captured.</summary>
internal static partial class ResultReferences
{
    public static HashSet<string> In(Template template) =>
        [.. Reference().Matches(JsonSerializer.Serialize(template, ArgoJson.Options)).Select(match => match.Groups["name"].Value)];

    // In a tag, or in an expression: steps.x, steps['x-y'], steps?.x.
    [GeneratedRegex(@"(?:steps|tasks)(?:\??\.(?<name>[-\w]+)|(?:\?\.)?\[\\?['""](?<name>[^'""\\]+)\\?['""]\])\??\.outputs\??\.result\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
