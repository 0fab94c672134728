using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Sandbox;

public sealed class ResumedRunTests
{
    [Fact]
    public async Task A_run_of_the_sandbox_is_resumed_in_the_sandbox_without_being_told()
    {
        using var program = new RunbooksProgram();
        // Were it to call the real cloud, it would go here, and fail.
        program.Environment["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9";
        program.Environment["AWS_ACCESS_KEY_ID"] = program.Environment["AWS_SECRET_ACCESS_KEY"] = "real";
        var file = program.Write("wait.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: sandboxed}
            spec:
              entrypoint: main
              templates:
                - name: main
                  steps:
                    - - {name: slow, template: slow, continueOn: {error: true}}
                    - - {name: list, template: list}
                - name: slow
                  container: {image: busybox, command: [sleep, "60"]}
                - name: list
                  plugin: {aws: {service: ec2, action: DescribeInstances, query: "length(Reservations)"}}
            """);

        using (var first = program.Start("run", file, "--sandbox", "--runtime", "process"))
        {
            Assert.Contains("sandboxed", await first.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
            first.Kill(entireProcessTree: true);
            await first.WaitForExitAsync();
        }

        var resumed = (await program.RunAsync("run", "--resume", "sandboxed", "-o", "json")).ShouldExit(0);
        var list = resumed.Json["status"]!["nodes"]!.AsObject().Select(node => node.Value!).Single(node => (string?)node["displayName"] == "list");
        Assert.Equal("Succeeded", (string?)list["phase"]);
    }
}
