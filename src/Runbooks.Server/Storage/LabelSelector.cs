using System.Text.RegularExpressions;

namespace Runbooks.Server.Storage;

/// <summary>Kubernetes' label selector: <c>env=prod,tier!=web,team in (a, b),owner,!draft</c>.</summary>
public sealed partial record LabelSelector(IReadOnlyList<LabelRequirement> Requirements)
{
    public static LabelSelector Everything { get; } = new([]);

    /// <param name="text">All of its requirements have to hold.</param>
    public static bool TryParse(string text, out LabelSelector selector, out string? mistake)
    {
        (selector, mistake) = (Everything, null);
        var requirements = new List<LabelRequirement>();
        var rest = text;
        while (Requirement().Match(rest) is { Success: true } match)
        {
            requirements.Add(Of(match));
            rest = rest[match.Length..];
            if (rest.Length == 0)
            {
                selector = new LabelSelector(requirements);
                return true;
            }
            if (rest[0] != ',') break;
            rest = rest[1..];
        }
        mistake = $"'{rest.Trim()}' is no requirement of a label; expected key=value, key!=value, key in (a, b), key notin (a, b), key or !key, with commas between several";
        return false;
    }

    private static LabelRequirement Of(Match match)
    {
        var key = match.Groups["key"].Value;
        if (match.Groups["operator"].Value is { Length: > 0 } compared) return new LabelRequirement(key, [match.Groups["value"].Value], compared == "!=");
        if (match.Groups["set"].Value is { Length: > 0 } set) return new LabelRequirement(key, [.. match.Groups["values"].Value.Split(',').Select(value => value.Trim())], set == "notin");
        return new LabelRequirement(key, [], match.Groups["not"].Success);
    }

    [GeneratedRegex("""^\s*(?:(?<not>!)\s*(?<key>[\w./-]+)|(?<key>[\w./-]+)\s*(?:(?<operator>==?|!=)\s*(?<value>[\w.-]*)|\s(?<set>in|notin)\s*\((?<values>[^()]*)\))?)\s*(?=,|$)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Requirement();
}
