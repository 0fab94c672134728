using Runbooks.Engine.Expressions.Checking;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>The methods of versions: <c>sprig.semver("1.2").IncMinor().String()</c>.</summary>
internal static class VersionMethods
{
    private static readonly Dictionary<string, Func<SemanticVersion, object>> Plain = new()
    {
        ["IncMajor"] = version => version.NextMajor(),
        ["IncMinor"] = version => version.NextMinor(),
        ["IncPatch"] = version => version.NextPatch(),
        ["Major"] = version => (long)version.Major,
        ["Metadata"] = version => version.Metadata,
        ["Minor"] = version => (long)version.Minor,
        ["Patch"] = version => (long)version.Patch,
        ["Prerelease"] = version => version.Prerelease,
        ["String"] = version => version.ToString(),
    };

    private static readonly Dictionary<string, Func<SemanticVersion, string, SemanticVersion>> Changing = new()
    {
        ["SetMetadata"] = (version, text) => version.WithMetadata(text),
        ["SetPrerelease"] = (version, text) => version.WithPrerelease(text),
    };

    private static readonly Dictionary<string, Func<int, object>> Comparing = new()
    {
        ["Compare"] = order => (long)Math.Sign(order),
        ["Equal"] = order => order == 0,
        ["GreaterThan"] = order => order > 0,
        ["GreaterThanEqual"] = order => order >= 0,
        ["LessThan"] = order => order < 0,
        ["LessThanEqual"] = order => order <= 0,
    };

    /// <summary>Null if a version has no method of that name.</summary>
    public static GoFunction? Find(SemanticVersion version, string name)
    {
        if (Plain.TryGetValue(name, out var plain)) return new GoFunction(name, 0, 0, (_, _) => plain(version));
        if (Changing.TryGetValue(name, out var change))
            return new GoFunction(name, 1, 1,
                (_, arguments) => change(version, arguments[0] as string ?? throw Wrong(arguments[0], "string")));
        if (!version.IsPointer) return null;
        if (name == "Original") return new GoFunction(name, 0, 0, (_, _) => version.Original) { Gives = StaticKinds.String };
        return Comparing.TryGetValue(name, out var compare)
            ? new GoFunction(name, 1, 1, (_, arguments) => compare(version.CompareTo(Other(arguments[0]))))
            : null;
    }

    private static SemanticVersion Other(object? value) =>
        value is SemanticVersion { IsPointer: true } other ? other : throw Wrong(value, "*semver.Version");

    private static EvaluationException Wrong(object? value, string type) => new($"reflect: Call using {GoType.Name(value)} as type {type}");
}
