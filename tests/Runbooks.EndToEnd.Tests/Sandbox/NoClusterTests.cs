using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Sandbox;

public sealed class NoClusterTests
{
    [Fact]
    public async Task A_runbook_of_dags_waits_and_native_steps_needs_no_cluster()
    {
        using var program = new RunbooksProgram();
        var file = program.Write("dag.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: dag}
            spec:
              entrypoint: main
              templates:
                - name: main
                  dag:
                    tasks:
                      - {name: before, template: count}
                      - {name: pause, template: pause, dependencies: [before]}
                      - {name: after, template: count, dependencies: [pause]}
                - name: pause
                  suspend: {duration: "1"}
                - name: count
                  plugin: {aws: {service: ec2, action: DescribeInstances, query: "length(Reservations)"}}
            """);

        (await program.RunAsync("run", file, "--sandbox")).ShouldExit(0);
    }
}
