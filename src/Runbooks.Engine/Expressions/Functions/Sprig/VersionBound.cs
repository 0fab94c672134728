namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>One clause of a constraint: <c>&gt;=1.2</c></summary>
/// <param name="Parts">How many of major, minor and patch were written as numbers; the others may be any.</param>
internal sealed record VersionBound(string Sign, SemanticVersion Version, int Parts)
{
    public bool Holds(SemanticVersion version) => Sign switch
    {
        "!=" => IsOther(version),
        ">" => IsAbove(version),
        "<" => version.CompareTo(Version) < 0,
        ">=" or "=>" => version.CompareTo(Version) >= 0,
        "<=" or "=<" => IsUpTo(version),
        "~" or "~>" => IsNear(version),
        "^" => IsCompatible(version),
        _ => Parts == 3 ? version.CompareTo(Version) == 0 : IsNear(version),
    };

    private bool IsOther(SemanticVersion version)
    {
        if (Parts == 3) return version.CompareTo(Version) != 0;
        // Of no number at all, Masterminds takes the first for 0.
        if (version.Major != Version.Major) return true;
        if (Parts == 1) return false;
        if (version.Minor != Version.Minor) return true;
        return Parts == 2 ? version.ComparePrereleases(Version) != 0 : version.Patch != Version.Patch || version.CompareTo(Version) != 0;
    }

    private bool IsAbove(SemanticVersion version) => Parts switch
    {
        _ when Parts is 1 or 2 && version.Major != Version.Major => version.Major > Version.Major,
        1 => false,
        2 => version.Minor > Version.Minor,
        _ => version.CompareTo(Version) > 0,
    };

    private bool IsUpTo(SemanticVersion version)
    {
        if (Parts == 3) return version.CompareTo(Version) <= 0;
        return version.Major <= Version.Major && (Parts == 1 || version.Major < Version.Major || version.Minor <= Version.Minor);
    }

    /// <summary>Only the last number that was written may grow, and what stands after it.</summary>
    private bool IsNear(SemanticVersion version)
    {
        if (version.CompareTo(Version) < 0) return false;
        if (Parts is 0 or 3 && (Version.Major, Version.Minor, Version.Patch) == (0, 0, 0)) return true;
        return version.Major == Version.Major && (Parts == 1 || version.Minor == Version.Minor);
    }

    /// <summary>Nothing left of the first number that isn't zero may change.</summary>
    private bool IsCompatible(SemanticVersion version)
    {
        if (version.CompareTo(Version) < 0 || version.Major != Version.Major) return false;
        if (Version.Major > 0 || Parts == 1) return true;
        if (version.Minor != Version.Minor) return false;
        return Version.Minor > 0 || Parts == 2 || version.Patch == Version.Patch;
    }
}
