using Runbooks.Engine.Expressions.Times;

namespace Runbooks.Engine.Expressions.Values;

/// <summary>Which of two values comes first.</summary>
internal static class GoOrder
{
    /// <summary>Maps print with their keys in order: nil, numbers, texts.</summary>
    public static IComparer<object?> OfKeys { get; } = Comparer<object?>.Create(CompareKeys);

    /// <summary>By the bytes of UTF-8, as Go compares strings. UTF-16 has the characters beyond U+FFFF before U+E000.</summary>
    public static int Compare(string a, string b)
    {
        var same = a.AsSpan().CommonPrefixLength(b);
        if (same == a.Length || same == b.Length) return a.Length.CompareTo(b.Length);
        return Rank(a[same]).CompareTo(Rank(b[same]));
    }

    public static IComparer<string> OfTexts { get; } = Comparer<string>.Create(Compare);

    public static bool Less(object? a, object? b) => Compare(a, b, "<") < 0;

    public static bool More(object? a, object? b) => Compare(a, b, ">") > 0;

    public static bool LessOrEqual(object? a, object? b) => Compare(a, b, "<=") <= 0;

    public static bool MoreOrEqual(object? a, object? b) => Compare(a, b, ">=") is >= 0 and not Unordered;

    private const int Unordered = int.MaxValue;

    private static int Compare(object? a, object? b, string sign) => (a, b) switch
    {
        (long x, long y) => x.CompareTo(y),
        (long x, double y) => Compare((double)x, y, sign),
        (double x, long y) => Compare(x, y, sign),
        (double x, double y) => Compare(x, y, sign),
        (string x, string y) => Compare(x, y),
        (GoTime x, GoTime y) => x.CompareTo(y),
        (GoDuration x, GoDuration y) => x.Nanoseconds.CompareTo(y.Nanoseconds),
        _ => throw new EvaluationException($"invalid operation: {GoType.Name(a)} {sign} {GoType.Name(b)}"),
    };

    /// <summary>NaN is neither less nor more than anything.</summary>
    private static int Compare(double x, double y, string sign) =>
        double.IsNaN(x) || double.IsNaN(y) ? sign[0] == '<' ? Unordered : sign == ">" ? 0 : Unordered : x.CompareTo(y);

    private static int Rank(char c) => c < 0xD800 ? c : c < 0xE000 ? c + 0x2000 : c - 0x800;

    private static int CompareKeys(object? a, object? b) => (a, b) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (bool x, bool y) => x.CompareTo(y),
        (long or double, long or double) => Convert.ToDouble(a).CompareTo(Convert.ToDouble(b)),
        (string x, string y) => Compare(x, y),
        _ => string.CompareOrdinal(GoType.Name(a), GoType.Name(b)),
    };
}
