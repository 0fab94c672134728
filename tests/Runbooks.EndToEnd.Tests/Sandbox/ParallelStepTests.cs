using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Sandbox;

/// <summary>Native steps side by side that read the same of their run, while it goes on.</summary>
public sealed class ParallelStepTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Each_is_handed_what_its_run_says_at_that_time_and_nothing_half_made(int process)
    {
        using var program = new RunbooksProgram();
        var file = program.Write("parallel.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: parallel}
            spec:
              entrypoint: main
              onExit: after
              arguments:
                parameters:
                  - {name: long, value: "{{=sprig.repeat(300, workflow.name)}}"}
                  - {name: longer, value: "{{workflow.parameters.long}}-{{=sprig.upper(workflow.name)}}"}
              templates:
                - name: main
                  steps:
                    - - {name: read, template: read, withSequence: {count: 50}}
                - name: after
                  steps:
                    - - {name: fail, template: fail, continueOn: {failed: true}, withSequence: {count: 300}}
                - name: read
                  plugin:
                    aws:
                      service: ec2
                      action: DescribeRegions
                      query: "'{{workflow.parameters.longer}}'"
                - name: fail
                  plugin:
                    aws:
                      service: ec2
                      action: DescribeRegions
                      query: "to_string('{{=len(workflow.failures)}}')"
                      expect: {query: "length(Regions)", equals: 0}
            """);

        var run = (await program.RunAsync("run", file, "--sandbox", "--name", $"parallel{process}", "-o", "json")).ShouldExit(0);

        var nodes = run.Json["status"]!["nodes"]!.AsObject().Select(node => node.Value!).Where(node => (string?)node["type"] == "Plugin").ToLookup(node => (string)node["templateName"]!);
        var expected = $"\"{string.Concat(Enumerable.Repeat($"parallel{process}", 300))}-PARALLEL{process}\"";
        Assert.Equal(50, nodes["read"].Count());
        Assert.All(nodes["read"], node => Assert.Equal(expected, (string?)node["outputs"]!["result"]));
        Assert.Equal(300, nodes["fail"].Count());
        Assert.All(nodes["fail"], node => Assert.Equal("Failed", (string?)node["phase"]));
        Assert.All(nodes["fail"], node => Assert.StartsWith("expected", (string?)node["message"], StringComparison.Ordinal));
    }
}
