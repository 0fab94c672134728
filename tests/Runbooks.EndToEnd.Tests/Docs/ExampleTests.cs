using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Docs;

/// <summary>The examples that <c>runbooks explain</c> shows: each is right, and runs, unless its first line says why it can't here.</summary>
public sealed class ExampleTests
{
    private const string ToRead = "# To read: ";
    private const string OnCluster = "# On a cluster. ";

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "docs", "examples"), "*.yaml").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Nothing_is_wrong_with_any_example()
    {
        using var program = new RunbooksProgram();
        program.Environment["AWS_REGION"] = "eu-west-1";
        (await program.RunAsync("lint", "docs/examples")).ShouldExit(0);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task An_example_succeeds(string file)
    {
        var path = $"docs/examples/{file}";
        var first = File.ReadLines(Path.Combine(Checkout.Root, path)).First();
        Assert.SkipWhen(first.StartsWith(ToRead, StringComparison.Ordinal), first[2..]);
        Assert.SkipWhen(first.StartsWith(OnCluster, StringComparison.Ordinal), "it is run in the cluster's tests");
        using var program = new RunbooksProgram();
        (await program.RunAsync("run", path, "--runtime", "process")).ShouldExit(0);
    }
}
