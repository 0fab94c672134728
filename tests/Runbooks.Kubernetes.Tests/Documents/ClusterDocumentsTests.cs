using Runbooks.Engine.Lint;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.Documents;
using Runbooks.Kubernetes.Schemas;

namespace Runbooks.Kubernetes.Tests.Documents;

public class ClusterDocumentsTests
{
    private const string Namespaced = "/apis/argoproj.io/v1alpha1/namespaces/night/workflowtemplates/lib";
    private const string ClusterWide = "/apis/argoproj.io/v1alpha1/clusterworkflowtemplates/parts";

    private const string Library = """
        {"apiVersion": "argoproj.io/v1alpha1", "kind": "WorkflowTemplate", "metadata": {"name": "lib", "namespace": "night", "uid": "1", "managedFields": []},
         "spec": {"templates": [{"name": "first", "steps": [[{"name": "a", "templateRef": {"name": "parts", "template": "second", "clusterScope": true}}]]}]}}
        """;

    private const string Parts = """
        {"apiVersion": "argoproj.io/v1alpha1", "kind": "ClusterWorkflowTemplate", "metadata": {"name": "parts"},
         "spec": {"templates": [{"name": "second", "container": {"image": "busybox"}}]}}
        """;

    [Fact]
    public async Task Templates_are_found_with_those_that_they_refer_to_in_turn()
    {
        using var api = new CannedApi(new Dictionary<string, string> { [Namespaced] = Library, [ClusterWide] = Parts });

        var reading = await ReadAsync(api.Cluster);

        Assert.Equal([Namespaced, ClusterWide], api.Asked);
        Assert.Empty(reading.Findings);
        Assert.Equal(["cluster/parts/second", "namespaced/lib/first"], Assert.Single(reading.Documents).References.Templates.Keys);
    }

    [Fact]
    public async Task What_the_cluster_does_not_have_either_is_told_with_its_namespace()
    {
        using var api = new CannedApi(new Dictionary<string, string>());

        Assert.Equal("there is no WorkflowTemplate 'lib' among the files given or in namespace 'night' of the cluster", Assert.Single((await ReadAsync(api.Cluster)).Findings).Message);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_is_told()
    {
        var api = new CannedApi(new Dictionary<string, string>());
        api.Dispose();
        using var cluster = new ClusterConnection(new k8s.KubernetesClientConfiguration { Host = api.Cluster.Server });

        var message = Assert.Single((await ReadAsync(cluster)).Findings).Message;

        Assert.StartsWith("there is no WorkflowTemplate 'lib' among the files given or in namespace 'night' of the cluster, which can't be asked: ", message, StringComparison.Ordinal);
    }

    private static async Task<Reading> ReadAsync(ClusterConnection cluster)
    {
        var documents = new RunbookLanguage([], KubernetesTypes.Get).Open();
        documents.Add("a.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: a}
            spec:
              entrypoint: main
              templates: [{name: main, steps: [[{name: a, templateRef: {name: lib, template: first}}]]}]
            """);
        await new ClusterDocuments(cluster).FillAsync(documents, "night", TestContext.Current.CancellationToken);
        return Assert.Single(documents.Check());
    }
}
