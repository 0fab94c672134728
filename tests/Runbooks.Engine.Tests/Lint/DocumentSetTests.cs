using System.Text;
using Runbooks.Engine.Lint;

namespace Runbooks.Engine.Tests.Lint;

public class DocumentSetTests
{
    private const string Caller = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: a-, namespace: night}
        spec:
          entrypoint: main
          templates:
            - name: main
              steps:
                - - {name: a, templateRef: {name: one, template: first}}
                  - {name: b, templateRef: {name: "{{workflow.name}}", template: first}}
        """;

    private const string One = """
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: one}
        spec:
          templates:
            - name: first
              steps: [[{name: b, templateRef: {name: two, template: second, clusterScope: true}}]]
        """;

    private const string Two = """
        apiVersion: argoproj.io/v1alpha1
        kind: ClusterWorkflowTemplate
        metadata: {name: two}
        spec:
          templates:
            - {name: second, container: {image: busybox}}
        """;

    [Fact]
    public void What_is_referred_to_is_missing_until_it_is_found_with_what_that_refers_to_in_turn()
    {
        var documents = Open(Caller);
        Assert.Equal([new DocumentReference("one", ClusterScope: false)], documents.Missing);

        documents.AddFound(new DocumentReference("one", false), "in the cluster", Encoding.UTF8.GetBytes(One));
        Assert.Equal([new DocumentReference("two", ClusterScope: true)], documents.Missing);

        documents.AddFound(new DocumentReference("two", true), "in the cluster", Encoding.UTF8.GetBytes(Two));
        Assert.Empty(documents.Missing);
        var reading = Assert.Single(documents.Check());
        Assert.Empty(reading.Findings);
        Assert.Equal(["cluster/two/second", "namespaced/one/first"], Assert.Single(reading.Documents).References.Templates.Keys);
    }

    [Fact]
    public void What_was_not_found_either_is_told_with_where_it_was_looked_for()
    {
        var documents = Open(Caller);
        documents.AddFound(new DocumentReference("one", false), "in namespace 'night' of the cluster", null);

        Assert.Empty(documents.Missing);
        var finding = Assert.Single(Assert.Single(documents.Check()).Findings);
        Assert.Equal("there is no WorkflowTemplate 'one' among the files given or in namespace 'night' of the cluster", finding.Message);
    }

    [Fact]
    public void A_mistake_in_what_was_found_is_told_where_it_is_referred_to()
    {
        var documents = Open(Caller);
        documents.AddFound(new DocumentReference("one", false), "in the cluster", Encoding.UTF8.GetBytes(One.Replace("templateRef", "templateRfe", StringComparison.Ordinal)));

        var finding = Assert.Single(Assert.Single(documents.Check()).Findings, finding => finding.Rule == "broken-reference");
        Assert.Equal((9, 43), (finding.Line, finding.Column));
        Assert.Contains("WorkflowTemplate 'one' in the cluster has ", finding.Message, StringComparison.Ordinal);
        Assert.Contains("templateRfe", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_find_templates_in_each_other_whatever_their_order()
    {
        var documents = Open(Caller, Two, One);

        Assert.Empty(documents.Missing);
        Assert.Equal("night", documents.Namespace);
        Assert.All(documents.Check(), reading => Assert.Empty(reading.Findings));
    }

    private static DocumentSet Open(params string[] files)
    {
        var documents = StandIns.Language.Open();
        foreach (var file in files) documents.Add("a.yaml", file);
        return documents;
    }
}
