namespace Runbooks.Schemas;

/// <summary>Finds the known name that a mistyped one was meant to be.</summary>
public static class DidYouMean
{
    /// <summary>Nobody mistypes a longer one, and comparing costs its square.</summary>
    private const int LongestName = 128;

    /// <summary>"; did you mean 'x'?" or nothing: to append to a message.</summary>
    public static string Hint(string typed, IEnumerable<string> known) =>
        Closest(typed, known) is { } name ? $"; did you mean '{name}'?" : "";

    /// <summary>The known name at the smallest edit distance, if that is at most a third of the length (and at least one edit).</summary>
    public static string? Closest(string typed, IEnumerable<string> known)
    {
        if (typed.Length > LongestName) return null;
        var limit = Math.Max(1, typed.Length / 3);
        return known
            .Where(name => name.Length > 0 && Math.Abs(name.Length - typed.Length) <= limit)
            .Select(name => (Name: name, Distance: Distance(typed, name)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>Optimal string alignment (Damerau–Levenshtein with adjacent swaps), ignoring case.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
            {
                var same = Same(a[i - 1], b[j - 1]);
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        return rows[a.Length, b.Length];
    }

    private static bool Same(char x, char y) => char.ToLowerInvariant(x) == char.ToLowerInvariant(y);
}
