using System.Text.Json.Nodes;
using k8s;
using Runbooks.Engine.Lint;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Documents;
using Runbooks.Kubernetes.Pods;
using Runbooks.Kubernetes.Resources;
using Runbooks.Kubernetes.Schemas;

namespace Runbooks.Kubernetes.Tests.Cluster;

/// <summary>Objects of types that Kubernetes itself does not have.</summary>
public class CustomResourceTests
{
    private const string Ship = "{apiVersion: tests.runbooks.example/v1, kind: Ship, metadata: {name: vessel}, spec: {crew: 3, cargo: [tea]}}";

    [Fact]
    public async Task A_resource_step_creates_changes_waits_for_and_deletes_an_object_of_a_custom_type()
    {
        await using var space = await TestNamespace.CreateAsync();
        await CustomType.DefineAsync(space.Client, "tests.runbooks.example", "v1", "Ship");

        var outcomes = new[]
        {
            await RunAsync(space, "create", Ship),
            await RunAsync(space, "apply", Ship.Replace("crew: 3", "crew: 4", StringComparison.Ordinal)),
            await RunAsync(space, "patch", Ship.Replace("crew: 3, cargo: [tea]", "sails: set", StringComparison.Ordinal), new() { ["mergeStrategy"] = "merge" }),
            await RunAsync(space, "get", Ship, new() { ["successCondition"] = "spec.sails == set,spec.crew > 3" }),
            await RunAsync(space, "delete", Ship),
        };

        Assert.All(outcomes, outcome => Assert.Equal((NodePhase.Succeeded, null), (outcome.Phase, outcome.Message)));
        Assert.Equal(["""{"cargo":["tea"],"crew":3}""", """{"cargo":["tea"],"crew":4}""", """{"cargo":["tea"],"crew":4,"sails":"set"}"""],
            outcomes.Take(3).Select(outcome => outcome.Outputs.Parameters["spec"]));
    }

    [Fact]
    public async Task Templates_that_the_cluster_keeps_are_found_with_those_that_they_refer_to_in_turn()
    {
        await using var space = await TestNamespace.CreateAsync();
        await CustomType.DefineArgosAsync(space.Client);
        await RunAsync(space, "create", $$$"""
            apiVersion: argoproj.io/v1alpha1
            kind: WorkflowTemplate
            metadata: {name: lib}
            spec: {templates: [{name: first, steps: [[{name: a, templateRef: {name: "{{{space.Name}}}", template: second, clusterScope: true}}]]}]}
            """);
        await RunAsync(space, "apply", $$$"""
            apiVersion: argoproj.io/v1alpha1
            kind: ClusterWorkflowTemplate
            metadata: {name: "{{{space.Name}}}"}
            spec: {templates: [{name: second, container: {image: busybox}}]}
            """);
        var documents = new RunbookLanguage([], KubernetesTypes.Get).Open();
        documents.Add("a.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: a}
            spec:
              entrypoint: main
              templates: [{name: main, steps: [[{name: a, templateRef: {name: lib, template: first}}]]}]
            """);

        await new ClusterDocuments(space.Cluster).FillAsync(documents, space.Name, TestContext.Current.CancellationToken);

        var reading = Assert.Single(documents.Check());
        Assert.Empty(reading.Findings);
        Assert.Equal([$"cluster/{space.Name}/second", "namespaced/lib/first"], Assert.Single(reading.Documents).References.Templates.Keys);
        await space.Client.CustomObjects.DeleteClusterCustomObjectAsync("argoproj.io", "v1alpha1", "clusterworkflowtemplates", space.Name);
    }

    private static async Task<StepOutcome> RunAsync(TestNamespace space, string action, string manifest, JsonObject? more = null)
    {
        var resource = more ?? [];
        (resource["action"], resource["manifest"]) = (action, manifest);
        var outputs = action == "delete" ? [] : new JsonObject { ["parameters"] = new JsonArray(new JsonObject { ["name"] = "spec", ["valueFrom"] = new JsonObject { ["jqFilter"] = ".spec" } }) };
        using var executor = new ResourceStepExecutor(space.Cluster, new PodOptions(), TimeProvider.System);
        return await executor.ExecuteAsync(space.Step(new JsonObject { ["name"] = "do", ["resource"] = resource, ["outputs"] = outputs }.ToJsonString()), TestContext.Current.CancellationToken);
    }
}
