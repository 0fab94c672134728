using static Runbooks.Engine.Expressions.Functions.Sprig.SprigBinding;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>Semantic versions: <c>semverCompare("^1.2", "1.4.0")</c>.</summary>
internal static class SprigVersions
{
    public static IEnumerable<GoFunction> All { get; } =
    [
        Function("semver", (string version) => SemanticVersion.Parse(version)),
        Function("semverCompare", (string constraint, string version) =>
            VersionConstraint.Parse(constraint).Holds(SemanticVersion.Parse(version))),
    ];
}
