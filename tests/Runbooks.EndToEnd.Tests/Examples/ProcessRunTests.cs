namespace Runbooks.EndToEnd.Tests.Examples;

/// <summary>Those of Argo's examples that need no cluster, with their commands as local processes: the rows of <c>runs.txt</c> that say so.</summary>
public sealed class ProcessRunTests(ProcessRunTests.Runs runs) : IClassFixture<ProcessRunTests.Runs>
{
    private const string Place = "process";

    public static TheoryData<string> Manifests => [.. ExampleRun.Table.Where(run => run.Place == Place).Select(run => run.Manifest)];

    [Theory]
    [MemberData(nameof(Manifests))]
    public Task An_example_ends_as_the_table_says(string manifest) => runs.CheckAsync(manifest);

    [Fact]
    public void The_table_has_a_row_for_each_example() =>
        Assert.Equal(ArgoExamples.Manifests(ArgoExamples.FolderOrSkip()), ExampleRun.Table.Select(run => run.Manifest).Order(StringComparer.Ordinal));

    public sealed class Runs : IDisposable
    {
        private readonly Lazy<ExampleRuns> _runs = new(() => new ExampleRuns(Place, 4, (_, command) => command.AddRange(["--runtime", "process"])));

        internal Task CheckAsync(string manifest) => _runs.Value.CheckAsync(ExampleRun.Table.Single(run => run.Manifest == manifest));

        public void Dispose()
        {
            if (_runs.IsValueCreated) _runs.Value.Dispose();
        }
    }
}
