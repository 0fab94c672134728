using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Cluster;

/// <summary>Runbooks of which the cluster has a part, or all.</summary>
[Collection(ClusterCollection.Name)]
public sealed class ClusterTemplateTests
{
    private const string Greet = """
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: greet}
        spec:
          entrypoint: greet
          arguments: {parameters: [{name: whom, value: world}]}
          templates:
            - name: greet
              inputs: {parameters: [{name: whom, value: "{{workflow.parameters.whom}}"}]}
              container: {image: "busybox:1.36", command: [echo, "hello {{inputs.parameters.whom}}"]}
        """;

    [Fact]
    public async Task A_template_that_is_on_the_cluster_alone_runs_with_the_shipped_role()
    {
        await using var cluster = await TestNamespace.CreateAsync();
        await cluster.CreateWorkflowTemplateAsync(Greet);
        using var program = new RunbooksProgram();
        program.UseCluster();
        program.Environment["KUBECONFIG"] = await cluster.WriteKubeconfigOfAsync(Path.Combine(Checkout.Root, "deploy", "kubernetes", "role.yaml"), program.Folder);

        (await program.RunAsync("run", "--from", "workflowtemplate/greet", "-p", "whom=cluster")).ShouldExit(0);

        Assert.Equal("hello cluster\n", (await program.RunAsync("logs", "@latest")).ShouldExit(0).Output);
    }

    [Fact]
    public async Task A_file_may_call_a_template_of_the_cluster_and_is_told_of_one_that_is_not_there()
    {
        await using var cluster = await TestNamespace.CreateAsync();
        await cluster.CreateWorkflowTemplateAsync(Greet);
        using var program = new RunbooksProgram();
        program.UseCluster();
        var calls = program.Write("calls.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: calls}
            spec:
              entrypoint: main
              arguments: {parameters: [{name: whom, value: everyone}]}
              templates:
                - name: main
                  steps: [[{name: call, templateRef: {name: greet, template: greet}, arguments: {parameters: [{name: whom, value: you}]}}]]
            """);

        (await program.RunAsync("run", calls, "--namespace", cluster.Name)).ShouldExit(0);
        var refused = (await program.RunAsync("run", program.Write("wrong.yaml", File.ReadAllText(calls).Replace("name: greet, template", "name: great, template", StringComparison.Ordinal)), "--namespace", cluster.Name)).ShouldExit(2);

        Assert.Equal("hello you\n", (await program.RunAsync("logs", "calls")).ShouldExit(0).Output);
        Assert.Contains($"there is no WorkflowTemplate 'great' among the files given or in namespace '{cluster.Name}' of the cluster", refused.Output + refused.Errors, StringComparison.Ordinal);
    }
}
