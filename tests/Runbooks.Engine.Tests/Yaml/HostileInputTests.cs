using System.Diagnostics;
using System.Text;
using Runbooks.Engine.Yaml;

namespace Runbooks.Engine.Tests.Yaml;

/// <summary>Files made to hurt are refused, in little time and memory.</summary>
public class HostileInputTests
{
    public static TheoryData<string, string> Files => new()
    {
        { "aliases that double 60 times", Doubling(60) },
        { "aliases of one long text", "a: &a " + new string('x', 1_000_000) + "\nb: [" + string.Concat(Enumerable.Repeat("*a, ", 1_000)) + "]" },
        { "merges that repeat", "a: &a {k1: 1, k2: 2, k3: 3}\nl:\n" + string.Concat(Enumerable.Repeat("- {<<: *a}\n", 200_000)) },
        { "open brackets", new string('[', 1_000_000) },
        { "open brackets on lines of their own", string.Concat(Enumerable.Repeat("[\n", 1_000_000)) },
        { "open braces", new string('{', 1_000_000) },
        { "dashes", string.Concat(Enumerable.Repeat("- ", 1_000_000)) },
        { "question marks", string.Concat(Enumerable.Repeat("? ", 1_000_000)) },
        { "indentation that grows", string.Concat(Enumerable.Range(0, 2_000).Select(i => new string(' ', i) + "a:\n")) },
        { "a million values", "[" + string.Concat(Enumerable.Repeat("a,", 1_000_000)) + "]" },
        { "anchors without end", string.Concat(Enumerable.Repeat("&a ", 1_000_000)) },
        { "a quoted text without end", "a: \"" + string.Concat(Enumerable.Repeat("x\n", 1_000_000)) },
        { "quoted texts at the margin", "a:\n  b:\n" + string.Concat(Enumerable.Repeat("  - \"x\n\n y\"\n", 100_000)) },
        { "documents without end", string.Concat(Enumerable.Repeat("---\n[\n", 200_000)) },
        { "a tag without end", "!<" + new string('x', 1_000_000) },
        { "percent signs", string.Concat(Enumerable.Repeat("%\n", 1_000_000)) },
        { "too many bytes", new string('#', 5_000_000) },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_hostile_file_is_refused_quickly(string what, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();

        var stream = YamlReader.Read(bytes);

        Assert.NotEmpty(stream.Mistakes);
        Assert.All(stream.Mistakes, mistake => Assert.True(mistake.At is { Line: >= 1, Column: >= 1 }, what));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{what}: {watch.Elapsed}");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_500_000_000, $"{what}: {GC.GetAllocatedBytesForCurrentThread() - before:N0} bytes");
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {watch.Elapsed.TotalMilliseconds:N0} ms, {(GC.GetAllocatedBytesForCurrentThread() - before) / 1e6:N0} MB, {stream.Mistakes.Count} mistakes, first: {stream.Mistakes[0]}");
    }

    [Fact]
    public void Changed_bytes_never_throw()
    {
        var seed = Encoding.UTF8.GetBytes("%YAML 1.1\n---\na: &a {b: [1, 'x', \"y\\u00e9\", !!str 5], <<: {c: ~}}\nd: |\n  text {{x}}\ne: >-\n  - f\n? g\n: *a\n--- # next\n- - h: i\n  - \"j\n k\"\n...\n");
        var random = new Random(17);
        for (var i = 0; i < 4_000; i++)
        {
            var bytes = seed.ToArray();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
                bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : seed[random.Next(seed.Length)];

            var stream = YamlReader.Read(bytes.AsSpan(0, random.Next(bytes.Length)));

            foreach (var document in stream.Documents) document.ToJson();
        }
    }

    private static string Doubling(int times)
    {
        var text = new StringBuilder("a0: &a0 x\n");
        for (var i = 1; i <= times; i++) text.Append($"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");
        return text.ToString();
    }
}
