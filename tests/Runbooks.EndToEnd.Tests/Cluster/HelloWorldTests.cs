using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Cluster;

[Collection(ClusterCollection.Name)]
public sealed class HelloWorldTests
{
    [Fact]
    public async Task Hello_world_succeeds_in_a_new_namespace_without_any_RBAC()
    {
        await using var cluster = await TestNamespace.CreateAsync();
        using var program = new RunbooksProgram();
        program.UseCluster();

        var run = (await program.RunAsync("run", Checkout.Runbook("hello-world.yaml"), "--namespace", cluster.Name, "-o", "json")).ShouldExit(0).Json;

        Assert.Equal("Succeeded", (string?)run["status"]!["phase"]);
        var pod = Assert.Single(await cluster.PodsAsync());
        Assert.Equal((string?)run["metadata"]!["name"], pod.Metadata.Name);
        Assert.Single(pod.Spec.Containers);
        Assert.Null(pod.Spec.InitContainers);
        Assert.Equal("hello world\n", (await program.RunAsync("logs", "@latest")).ShouldExit(0).Output);
    }

    [Fact]
    public async Task A_Pod_goes_on_while_its_run_is_killed_and_is_adopted_by_the_next_process()
    {
        await using var cluster = await TestNamespace.CreateAsync();
        using var program = new RunbooksProgram();
        program.UseCluster();
        var file = program.Write("slow.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: slow}
            spec:
              entrypoint: slow
              templates:
                - name: slow
                  container: {image: "busybox:1.36", command: [sh, -c], args: ["sleep 5; echo done"]}
            """);

        using (var first = program.Start("run", file, "--namespace", cluster.Name))
        {
            while (!(await cluster.PodsAsync()).Any(pod => pod.Status.Phase == "Running")) Assert.False(first.HasExited);
            first.Kill();
            await first.WaitForExitAsync();
        }
        (await program.RunAsync("run", "--resume", "slow")).ShouldExit(0);

        Assert.Equal("slow", Assert.Single(await cluster.PodsAsync()).Metadata.Name);
        Assert.Equal("done\n", (await program.RunAsync("logs", "slow")).ShouldExit(0).Output);
    }
}
