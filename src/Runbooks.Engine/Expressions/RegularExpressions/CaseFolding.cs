using System.Text;

namespace Runbooks.Engine.Expressions.RegularExpressions;

/// <summary>
/// Which characters differ only by case: Unicode's simple case folding, where <c>k</c>, <c>K</c> and the Kelvin sign are one.
/// </summary>
internal static class CaseFolding
{
    /// <summary>Where there are more than a small and a capital letter, or .NET knows none.</summary>
    private static readonly string[] Exceptions =
    [
        "Kk\u212A", "Ss\u017F", "\u00B5\u039C\u03BC", "\u00C5\u00E5\u212B", "\u00DF\u1E9E", "\u01C4\u01C5\u01C6", "\u01C7\u01C8\u01C9",
        "\u01CA\u01CB\u01CC", "\u01F1\u01F2\u01F3", "\u0345\u0399\u03B9\u1FBE", "\u0392\u03B2\u03D0", "\u0395\u03B5\u03F5",
        "\u0398\u03B8\u03D1\u03F4", "\u039A\u03BA\u03F0", "\u03A0\u03C0\u03D6", "\u03A1\u03C1\u03F1", "\u03A3\u03C2\u03C3",
        "\u03A6\u03C6\u03D5", "\u03A9\u03C9\u2126", "\u0412\u0432\u1C80", "\u0414\u0434\u1C81", "\u041E\u043E\u1C82",
        "\u0421\u0441\u1C83", "\u0422\u0442\u1C84\u1C85", "\u042A\u044A\u1C86", "\u0462\u0463\u1C87", "\u1C88\uA64A\uA64B",
        "\u1E60\u1E61\u1E9B",
    ];

    /// <summary>Beyond it no script has capitals.</summary>
    private const int LastWithCase = 0x1FFFF;

    private static readonly Lazy<SortedList<int, int[]>> Others = new(FindOthers);

    /// <summary>What differs only by case from a character between the two.</summary>
    public static IEnumerable<int> Within(int from, int to)
    {
        var others = Others.Value;
        for (var i = IndexOf(others.Keys, from); i < others.Count && others.Keys[i] <= to; i++)
            foreach (var other in others.Values[i]) yield return other;
    }

    private static int IndexOf(IList<int> sorted, int least)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < least) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static SortedList<int, int[]> FindOthers()
    {
        var sets = new Dictionary<int, int[]>();
        for (var c = 0; c <= LastWithCase; c++)
        {
            if (!Rune.TryCreate(c, out var rune)) continue;
            int[] other = [.. new[] { Rune.ToUpperInvariant(rune).Value, Rune.ToLowerInvariant(rune).Value }.Where(cased => cased != c)];
            if (other.Length > 0) sets[c] = other;
        }
        foreach (var set in Exceptions)
            foreach (var c in set) sets[c] = [.. set.Where(other => other != c).Select(other => (int)other)];
        return new SortedList<int, int[]>(sets);
    }
}
