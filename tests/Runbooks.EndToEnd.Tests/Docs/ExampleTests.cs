using Runbooks.EndToEnd.Tests.Cluster;
using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Docs;

/// <summary>The examples that <c>runbooks explain</c> shows: each is right, and runs, unless its first line says why it can't here.</summary>
[Collection(ClusterCollection.Name)]
public sealed class ExampleTests : IDisposable
{
    private const string ToRead = "# To read: ";
    private const string OnCluster = "# On a cluster. ";
    private const string Folder = "docs/examples";

    private readonly RunbooksProgram _program = new();

    public void Dispose() => _program.Dispose();

    public static TheoryData<string> Here => [.. Files(first => !first.StartsWith(ToRead, StringComparison.Ordinal) && !first.StartsWith(OnCluster, StringComparison.Ordinal))];

    [Fact]
    public async Task Nothing_is_wrong_with_any_example()
    {
        _program.Environment["AWS_REGION"] = "eu-west-1";
        var lint = (await _program.RunAsync("lint", Folder)).ShouldExit(0);

        // What Argo still takes has to be shown, too, and so has a run that ends before it begins.
        Assert.Equal(
            ["dag-calls.yaml deprecated-field", "exit-handlers.yaml deprecated-field", "shutdown.yaml shutdown"],
            lint.Output.Split('\n').Where(line => line.Contains(": warning: ", StringComparison.Ordinal)).Select(Warning));
    }

    [Theory]
    [MemberData(nameof(Here))]
    public async Task An_example_succeeds(string file) => (await _program.RunAsync("run", $"{Folder}/{file}", "--runtime", "process")).ShouldExit(0);

    [Fact]
    public async Task The_examples_for_a_cluster_succeed_there()
    {
        await using var cluster = await TestNamespace.CreateAsync();
        _program.UseCluster();
        await cluster.CreateConfigMapAsync("limits", "runs", "2");
        (await _program.RunAsync("sync", "create", "steps", "--type", "database", "--limit", "2", "--namespace", cluster.Name)).ShouldExit(0);

        foreach (var file in Files(first => first.StartsWith(OnCluster, StringComparison.Ordinal)))
        {
            // Its locks are those of a fixed namespace.
            var text = File.ReadAllText(Path.Combine(Checkout.Root, Folder, file)).Replace("namespace: default", $"namespace: {cluster.Name}", StringComparison.Ordinal);
            (await _program.RunAsync("run", _program.Write(file, text), "--namespace", cluster.Name)).ShouldExit(0);
        }
    }

    /// <summary>"dag.yaml deprecated-field": the finding's file and its rule.</summary>
    private static string Warning(string line) => Path.GetFileName(line.Split(':')[0]) + " " + line.Split('[')[^1].TrimEnd(']', '\r');

    private static IEnumerable<string> Files(Func<string, bool> hasFirstLine) => Directory.EnumerateFiles(Path.Combine(Checkout.Root, Folder), "*.yaml")
        .Where(file => hasFirstLine(File.ReadLines(file).First()))
        .Select(file => Path.GetFileName(file))
        .Order(StringComparer.Ordinal);
}
