using Runbooks.Engine.Expressions.Values;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigBinding;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>Semantic versions: <c>semverCompare("^1.2", "1.4.0")</c>.</summary>
internal static class SprigVersions
{
    public static IEnumerable<GoFunction> All { get; } =
    [
        Function("semver", (string version) => Fields(Version(version))),
        Function("semverCompare", (string constraint, string version) => VersionConstraint.Parse(constraint).Holds(Version(version))),
    ];

    private static SemanticVersion Version(string text) => SemanticVersion.TryParse(text) ?? throw new EvaluationException("invalid semantic version");

    private static MapValue Fields(SemanticVersion version) => new()
    {
        ["Major"] = version.Major,
        ["Minor"] = version.Minor,
        ["Patch"] = version.Patch,
        ["Prerelease"] = version.Prerelease,
        ["Metadata"] = version.Metadata,
        ["Original"] = version.Original,
    };
}
