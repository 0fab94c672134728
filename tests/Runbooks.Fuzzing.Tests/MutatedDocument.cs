using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runbooks.Fuzzing.Tests;

/// <summary>A document of the corpus with one to five changes; the same for the same seed and corpus.</summary>
internal sealed record MutatedDocument(int Seed, string Of, byte[] Text)
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, MaxDepth = 1000 };

    public static MutatedDocument Make(int seed, Corpus corpus)
    {
        var random = new Random(seed);
        var (name, text, tree) = random.Pick(corpus.Documents);
        var changes = random.Pick([1, 1, 1, 2, 3, 5]);
        return new MutatedDocument(seed, name, random.Happens(80) ? Structured(tree.DeepClone(), changes, corpus, random) : Bytes(text, changes, random));
    }

    public override string ToString() => $"seed {Seed}, made of {Of}:\n{(Text.Length <= 20_000 ? Encoding.UTF8.GetString(Text) : Encoding.UTF8.GetString(Text, 0, 20_000) + "…")}";

    private static byte[] Structured(JsonNode tree, int changes, Corpus corpus, Random random)
    {
        // A list has a place for each document, the root one's as well.
        var gentle = random.Happens(70);
        var all = new JsonArray(tree);
        for (var i = 0; i < changes && all.Count > 0; i++) TreeMutation.Mutate(all, corpus, gentle, random);
        var documents = all.Select(document => document?.ToJsonString(Pretty) ?? "null");
        return Encoding.UTF8.GetBytes(string.Join("\n---\n", documents).Replace("\\uE000", "\\ud800", StringComparison.Ordinal));
    }

    private static byte[] Bytes(string text, int changes, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < changes; i++) bytes = TextMutation.Mutate(bytes, random);
        return bytes;
    }
}
