using System.Text;
using Runbooks.Engine.Yaml;

namespace Runbooks.Engine.Tests.Yaml;

/// <summary>Files made to hurt are refused, in little memory; how long it takes is in the benchmarks.</summary>
public class HostileInputTests
{
    public static TheoryData<string, string> Files => [.. HostileFiles.All];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_hostile_file_is_refused_where_it_hurts(string what, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var stream = YamlReader.Read(bytes);

        Assert.NotEmpty(stream.Mistakes);
        Assert.All(stream.Mistakes, mistake => Assert.True(mistake.At is { Line: >= 1, Column: >= 1 }, what));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_500_000_000, $"{what}: {GC.GetAllocatedBytesForCurrentThread() - before:N0} bytes");
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
}
