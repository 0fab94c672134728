using System.Globalization;
using System.Text.RegularExpressions;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>A version as semver.org has it; minor and patch may be missing, and a <c>v</c> may stand in front.</summary>
/// <param name="Parts">How many of major, minor and patch were written.</param>
internal sealed partial record SemanticVersion(long Major, long Minor, long Patch, string Prerelease, string Metadata, string Original, int Parts) : IComparable<SemanticVersion>
{
    [GeneratedRegex(@"^v?([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();

    public static SemanticVersion? TryParse(string text)
    {
        if (text.Length > 200 || Pattern().Match(text) is not { Success: true, Groups: var groups }) return null;
        var numbers = Enumerable.Range(1, 3).Select(i => Number(groups[i].Value)).ToArray();
        if (numbers.Contains(null)) return null;
        return new SemanticVersion(numbers[0]!.Value, numbers[1]!.Value, numbers[2]!.Value, groups[4].Value, groups[5].Value, text, groups[3].Success ? 3 : groups[2].Success ? 2 : 1);
    }

    public int CompareTo(SemanticVersion? other)
    {
        if (other is null) return 1;
        var numbers = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        if (numbers != 0 || Prerelease == other.Prerelease) return numbers;
        if (Prerelease.Length == 0) return 1;
        return other.Prerelease.Length == 0 ? -1 : ComparePrerelease(Prerelease.Split('.'), other.Prerelease.Split('.'));
    }

    private static long? Number(string text) =>
        text.Length == 0 ? 0 : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Numbers come before words, and a shorter list before a longer one that begins like it.</summary>
    private static int ComparePrerelease(string[] a, string[] b)
    {
        foreach (var (x, y) in a.Zip(b))
        {
            var (first, second) = (IsNumber(x), IsNumber(y));
            var order = first && second ? Number(x)!.Value.CompareTo(Number(y)!.Value) : first != second ? (first ? -1 : 1) : string.CompareOrdinal(x, y);
            if (order != 0) return order;
        }
        return a.Length.CompareTo(b.Length);
    }

    private static bool IsNumber(string text) => text.Length is > 0 and <= 18 && text.All(char.IsAsciiDigit);
}
