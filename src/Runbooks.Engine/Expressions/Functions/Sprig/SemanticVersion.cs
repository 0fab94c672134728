using System.Globalization;
using Runbooks.Engine.Expressions.RegularExpressions;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>A version as semver.org has it; minor and patch may be missing, and a <c>v</c> may stand in front.</summary>
/// <param name="Original">As written.</param>
internal sealed record SemanticVersion(ulong Major, ulong Minor, ulong Patch, string Prerelease, string Metadata, string Original)
    : IComparable<SemanticVersion>
{
    private const string Words = @"[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*";

    private static readonly GoRegex Pattern = GoRegex.Parse($@"^v?([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?(?:-({Words}))?(?:\+({Words}))?$");

    /// <summary>To Go it is a pointer, which has more methods; what is made of another version is none.</summary>
    public bool IsPointer { get; init; } = true;

    /// <exception cref="EvaluationException">The text is no version.</exception>
    public static SemanticVersion Parse(string text)
    {
        if (text.Length > 500 || Pattern.Matches(text, 1).FirstOrDefault() is not { } match)
            throw new EvaluationException("invalid semantic version");
        return new SemanticVersion(Number(match.Group(1)), Number(match.Group(2)), Number(match.Group(3)), Checked(match.Group(4)),
            match.Group(5), text);
    }

    public SemanticVersion NextMajor() => Renamed(this with { Major = Next(Major), Minor = 0, Patch = 0, Prerelease = "", Metadata = "" });

    public SemanticVersion NextMinor() => Renamed(this with { Minor = Next(Minor), Patch = 0, Prerelease = "", Metadata = "" });

    /// <summary>Of a version before a release, that release.</summary>
    public SemanticVersion NextPatch() =>
        Renamed(this with { Patch = Prerelease.Length > 0 ? Patch : Next(Patch), Prerelease = "", Metadata = "" });

    /// <exception cref="EvaluationException">It can't be part of a version.</exception>
    public SemanticVersion WithPrerelease(string prerelease) =>
        AreWords(prerelease)
            ? Renamed(this with { Prerelease = Checked(prerelease) })
            : throw new EvaluationException("invalid prerelease string");

    /// <exception cref="EvaluationException">It can't be part of a version.</exception>
    public SemanticVersion WithMetadata(string metadata) =>
        Renamed(this with { Metadata = AreWords(metadata) ? metadata : throw new EvaluationException("invalid metadata string") });

    public int CompareTo(SemanticVersion? other)
    {
        if (other is null) return 1;
        var numbers = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        return numbers != 0 ? numbers : ComparePrereleases(other);
    }

    /// <summary>Numbers come before words, and a shorter list before a longer one that begins like it.</summary>
    public int ComparePrereleases(SemanticVersion other)
    {
        if (Prerelease == other.Prerelease) return 0;
        if (Prerelease.Length == 0 || other.Prerelease.Length == 0) return Prerelease.Length == 0 ? 1 : -1;
        var (a, b) = (Prerelease.Split('.'), other.Prerelease.Split('.'));
        var order = a.Zip(b).Select(pair => Compare(pair.First, pair.Second)).FirstOrDefault(each => each != 0);
        return order != 0 ? order : a.Length.CompareTo(b.Length);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture,
            $"{Major}.{Minor}.{Patch}{(Prerelease.Length > 0 ? "-" + Prerelease : "")}{(Metadata.Length > 0 ? "+" + Metadata : "")}");

    private static ulong Next(ulong number) =>
        number < ulong.MaxValue ? number + 1 : throw new EvaluationException("version increment would overflow uint64");

    private static SemanticVersion Renamed(SemanticVersion version) =>
        version with { Original = (version.Original.StartsWith('v') ? "v" : "") + version, IsPointer = false };

    private static bool AreWords(string text) =>
        text.Length == 0 || text.Split('.').All(word => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));

    private static string Checked(string prerelease) =>
        prerelease.Split('.').Any(word => word is ['0', _, ..] && word.All(char.IsAsciiDigit))
        ? throw new EvaluationException("version segment starts with 0")
        : prerelease;

    private static ulong Number(string text)
    {
        if (text.Length == 0) return 0;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new EvaluationException($"error parsing version segment: strconv.ParseUint: parsing \"{text}\": value out of range");
    }

    private static int Compare(string a, string b)
    {
        if (a == b) return 0;
        var (isFirst, isSecond) = (TryNumber(a, out var first), TryNumber(b, out var second));
        if (isFirst && isSecond) return first.CompareTo(second);
        return isFirst != isSecond ? isFirst ? -1 : 1 : string.CompareOrdinal(a, b);
    }

    private static bool TryNumber(string text, out ulong number) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
