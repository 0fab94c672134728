using System.Text;

namespace Runbooks;

/// <summary>Files made to hurt a YAML reader; for tests of what is said about them, and benchmarks of how soon.</summary>
internal static class HostileFiles
{
    public static IEnumerable<(string What, string Text)> All =>
    [
        ("aliases that double 60 times", Doubling(60)),
        ("aliases of one long text", "a: &a " + new string('x', 1_000_000) + "\nb: [" + string.Concat(Enumerable.Repeat("*a, ", 1_000)) + "]"),
        ("merges that repeat", "a: &a {k1: 1, k2: 2, k3: 3}\nl:\n" + string.Concat(Enumerable.Repeat("- {<<: *a}\n", 200_000))),
        ("open brackets", new string('[', 1_000_000)),
        ("open brackets on lines of their own", string.Concat(Enumerable.Repeat("[\n", 1_000_000))),
        ("open braces", new string('{', 1_000_000)),
        ("dashes", string.Concat(Enumerable.Repeat("- ", 1_000_000))),
        ("question marks", string.Concat(Enumerable.Repeat("? ", 1_000_000))),
        ("indentation that grows", string.Concat(Enumerable.Range(0, 2_000).Select(i => new string(' ', i) + "a:\n"))),
        ("a million values", "[" + string.Concat(Enumerable.Repeat("a,", 1_000_000)) + "]"),
        ("anchors without end", string.Concat(Enumerable.Repeat("&a ", 1_000_000))),
        ("a quoted text without end", "a: \"" + string.Concat(Enumerable.Repeat("x\n", 1_000_000))),
        ("quoted texts at the margin", "a:\n  b:\n" + string.Concat(Enumerable.Repeat("  - \"x\n\n y\"\n", 100_000))),
        ("documents without end", string.Concat(Enumerable.Repeat("---\n[\n", 200_000))),
        ("a tag without end", "!<" + new string('x', 1_000_000)),
        ("percent signs", string.Concat(Enumerable.Repeat("%\n", 1_000_000))),
        ("too many bytes", new string('#', 5_000_000)),
    ];

    private static string Doubling(int times)
    {
        var text = new StringBuilder("a0: &a0 x\n");
        for (var i = 1; i <= times; i++) text.Append($"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");
        return text.ToString();
    }
}
