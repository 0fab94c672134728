using Runbooks.Engine.Expressions.RegularExpressions;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>What Masterminds/semver calls a constraint: <c>&gt;=1.2, &lt;2 || ^3.1 || 1.2 - 1.4 || ~1.2.3 || 1.x</c>.</summary>
internal sealed class VersionConstraint
{
    private const string Sign = @"=||!=|>|<|>=|=>|<=|=<|~|~>|\^";
    private const string Part = @"[0-9xX*|]+";
    private const string Words = @"[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*";
    private const string Version = $@"v?{Part}(?:\.{Part})?(?:\.{Part})?(?:-{Words})?(?:\+{Words})?";

    private static readonly GoRegex Clauses =
        GoRegex.Parse($@"^(?:\s*(?:{Sign})\s*{Version}\s*)(?:(?:\s+|,\s*)(?:{Sign})\s*{Version}\s*)*$");
    private static readonly GoRegex Clause = GoRegex.Parse($@"({Sign})\s*({Version})");
    private static readonly GoRegex Hyphen = GoRegex.Parse($@"\s*({Version})\s+-\s+({Version})\s*");
    private static readonly GoRegex Pieces = GoRegex.Parse($@"^v?({Part})(?:\.({Part}))?(?:\.({Part}))?((?:-{Words})?)(?:\+{Words})?$");

    private readonly List<List<VersionBound>> _alternatives;

    private VersionConstraint(List<List<VersionBound>> alternatives) => _alternatives = alternatives;

    /// <exception cref="EvaluationException">It is none.</exception>
    public static VersionConstraint Parse(string text)
    {
        if (text.Length > 500) throw Improper(text);
        return new VersionConstraint([.. Hyphen.Replace(text, ">= ${1}, <= ${2} ").Split("||").Select(All)]);
    }

    /// <summary>A version before a release is only in a range that names one.</summary>
    public bool Holds(SemanticVersion version) => _alternatives.Exists(all =>
        (version.Prerelease.Length == 0 || all.Exists(bound => bound.Version.Prerelease.Length > 0))
        && all.TrueForAll(bound => bound.Holds(version)));

    private static List<VersionBound> All(string part)
    {
        if (!Clauses.IsMatch(part)) throw Improper(part);
        return [.. Clause.Matches(part, -1).Select(match => Single(match.Group(1), match.Group(2)))];
    }

    private static VersionBound Single(string sign, string text)
    {
        var match = Pieces.Matches(text, 1).First();
        var fixedParts = Enumerable.Range(1, 3).Select(match.Group).TakeWhile(part => part is not ("" or "x" or "X" or "*")).ToArray();
        var (numbers, prerelease) = (fixedParts.Concat(["0", "0", "0"]).Take(3), match.Group(4));
        try
        {
            var version = SemanticVersion.Parse(fixedParts.Length == 3 ? text : string.Join('.', numbers) + prerelease);
            return new VersionBound(sign, version, fixedParts.Length);
        }
        catch (EvaluationException)
        {
            throw new EvaluationException("constraint parser error");
        }
    }

    private static EvaluationException Improper(string text) => new($"improper constraint: {SprigTexts.Quote(text)}");
}
