using System.Text.RegularExpressions;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>What Masterminds/semver calls a constraint: <c>&gt;=1.2, &lt;2 || ^3.1 || 1.2 - 1.4 || ~1.2.3 || 1.x</c>.</summary>
internal sealed partial class VersionConstraint
{
    private readonly List<List<Func<SemanticVersion, bool>>> _alternatives;

    private VersionConstraint(List<List<Func<SemanticVersion, bool>>> alternatives) => _alternatives = alternatives;

    [GeneratedRegex(@"^\s*(?:(=||!=|>|<|>=|=>|<=|=<|~|~>|\^)\s*(v?[0-9xX*][0-9A-Za-z.*+-]*)(?:\s+|\s*,\s*|\z))+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Clauses();

    [GeneratedRegex(@"\s*(=||!=|>|<|>=|=>|<=|=<|~|~>|\^)\s*(v?[0-9xX*][0-9A-Za-z.*+-]*)(?:\s+|\s*,\s*|\z)", RegexOptions.NonBacktracking)]
    private static partial Regex Clause();

    [GeneratedRegex(@"(v?[0-9][0-9A-Za-z.+-]*)\s+-\s+(v?[0-9][0-9A-Za-z.+-]*)", RegexOptions.NonBacktracking)]
    private static partial Regex Hyphen();

    public static VersionConstraint Parse(string text)
    {
        if (text.Length > 500) throw Improper(text);
        return new VersionConstraint([.. text.Split("||").Select(part => All(part, text))]);
    }

    public bool Holds(SemanticVersion version) => _alternatives.Exists(all => all.TrueForAll(holds => holds(version)));

    private static List<Func<SemanticVersion, bool>> All(string part, string whole)
    {
        part = Hyphen().Replace(part, ">= $1, <= $2");
        if (!Clauses().IsMatch(part)) throw Improper(whole);
        return [.. Clause().Matches(part).Select(match => Single(match.Groups[1].Value, match.Groups[2].Value, whole))];
    }

    private static EvaluationException Improper(string text) => new($"improper constraint: {text}");

    private static Func<SemanticVersion, bool> Single(string sign, string text, string whole)
    {
        var fixedParts = text.TrimStart('v').Split('-', '+')[0].Split('.').TakeWhile(part => part is not ("x" or "X" or "*")).ToArray();
        if (fixedParts.Length == 0) return version => version.Prerelease.Length == 0 && sign is not ("!=" or "<" or ">");
        var hasWildcard = fixedParts.Length < text.TrimStart('v').Split('-', '+')[0].Split('.').Length;
        var bound = SemanticVersion.TryParse(hasWildcard ? string.Join('.', fixedParts) : text) ?? throw Improper(whole);
        // A version before a release is only in a range that names one.
        return version => (version.Prerelease.Length == 0 || bound.Prerelease.Length > 0) && Holds(sign, version, bound);
    }

    private static bool Holds(string sign, SemanticVersion version, SemanticVersion bound) => sign switch
    {
        "!=" => bound.Parts < 3 ? !Starts(version, bound) : version.CompareTo(bound) != 0,
        ">" => bound.Parts == 3 ? version.CompareTo(bound) > 0 : version.CompareTo(bound) > 0 && !Starts(version, bound),
        "<" => version.CompareTo(bound) < 0,
        ">=" or "=>" => version.CompareTo(bound) >= 0,
        "<=" or "=<" => version.CompareTo(bound) <= 0 || bound.Parts < 3 && Starts(version, bound),
        "~" or "~>" => version.CompareTo(bound) >= 0 && version.Major == bound.Major && (bound.Parts == 1 || version.Minor == bound.Minor),
        "^" => Caret(version, bound),
        _ => bound.Parts < 3 ? version.CompareTo(bound) >= 0 && Starts(version, bound) : version.CompareTo(bound) == 0,
    };

    private static bool Starts(SemanticVersion version, SemanticVersion bound) =>
        version.Major == bound.Major && (bound.Parts < 2 || version.Minor == bound.Minor) && (bound.Parts < 3 || version.Patch == bound.Patch);

    /// <summary>Nothing left of the first number that isn't zero may change.</summary>
    private static bool Caret(SemanticVersion version, SemanticVersion bound)
    {
        if (version.CompareTo(bound) < 0 || version.Major != bound.Major) return false;
        if (bound.Major > 0 || bound.Parts == 1) return true;
        if (version.Minor != bound.Minor) return false;
        return bound.Minor > 0 || bound.Parts == 2 || version.Patch == bound.Patch;
    }
}
