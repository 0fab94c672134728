using System.Diagnostics;
using Runbooks.EndToEnd.Tests.Cluster;
using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Examples;

/// <summary>Those of Argo's examples that need a cluster, on the cluster: the rows of <c>runs.txt</c> that say so.</summary>
[Collection(ClusterCollection.Name)]
public sealed class ClusterRunTests(ClusterRunTests.Runs runs) : IClassFixture<ClusterRunTests.Runs>
{
    private const string Place = "cluster";

    public static TheoryData<string> Manifests => [.. ExampleRun.Table.Where(run => run.Place == Place).Select(run => run.Manifest)];

    [Theory]
    [MemberData(nameof(Manifests))]
    public async Task An_example_ends_as_the_table_says(string manifest)
    {
        runs.SkipWithoutCluster();
        await runs.CheckAsync(manifest);
    }

    /// <summary>All in one namespace, with the objects that the examples expect.</summary>
    public sealed class Runs : IAsyncLifetime
    {
        private static readonly string Kubectl = Environment.GetEnvironmentVariable("RUNBOOKS_TEST_KUBECTL") ?? "kubectl";

        private TestNamespace? _cluster;
        private ExampleRuns? _runs;

        public async ValueTask InitializeAsync()
        {
            if (ArgoExamples.Folder is null || string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KUBECONFIG"))) return;
            _cluster = await TestNamespace.CreateAsync();
            var objects = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Examples", "cluster.yaml")).Replace("NAMESPACE", _cluster.Name, StringComparison.Ordinal);
            await KubectlAsync(objects, "apply", "--namespace", _cluster.Name, "-f", "-", "-f", Path.Combine(ArgoExamples.Folder, "configmaps"), "-f", Path.Combine(ArgoExamples.Folder, "testvolume.yaml"));
            _runs = new ExampleRuns(Place, 4, (program, command) =>
            {
                program.UseCluster();
                // As in Argo, a result then is standard output alone.
                program.Environment["RUNBOOKS_AGENT_IMAGE"] = $"runbooks/agent:{typeof(Runs).Assembly.GetName().Version!.ToString(3)}";
                command.AddRange(["--namespace", _cluster.Name]);
            });
        }

        internal void SkipWithoutCluster()
        {
            ArgoExamples.FolderOrSkip();
            Assert.SkipWhen(_runs is null, "needs a cluster: KUBECONFIG is not set (tests/testbed/up brings one up)");
        }

        internal Task CheckAsync(string manifest) => _runs!.CheckAsync(ExampleRun.Table.Single(run => run.Manifest == manifest));

        public async ValueTask DisposeAsync()
        {
            _runs?.Dispose();
            if (_cluster is null) return;
            await _cluster.DisposeAsync();
            await KubectlAsync("", "delete", "persistentvolume", "--wait=false", "-l", $"example={_cluster.Name}");
        }

        private static async Task KubectlAsync(string input, params string[] arguments)
        {
            var kubectl = new ProcessStartInfo(Kubectl, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(kubectl)!;
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"kubectl {string.Join(' ', arguments)}: {await output}{errors}");
        }
    }
}
