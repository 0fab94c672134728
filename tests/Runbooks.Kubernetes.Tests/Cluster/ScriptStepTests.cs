using Runbooks.Engine.Runs;
using static Runbooks.Kubernetes.Tests.Cluster.Templates;

namespace Runbooks.Kubernetes.Tests.Cluster;

public class ScriptStepTests
{
    [Fact]
    public async Task A_script_is_run_by_its_command_from_Argos_path()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Script("echo \"$0\"\nfor i in 1 2; do echo $i; done\n", """{"command": ["sh", "-e"]}"""));

        var outcome = await space.RunAsync(step with { ResultWanted = true });

        Assert.Equal((NodePhase.Succeeded, "/argo/staging/script\n1\n2"), (outcome.Phase, outcome.Outputs.Result));
    }

    [Fact]
    public async Task A_script_is_executable_by_itself_and_by_any_user()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Script("#!/bin/sh\nid -u", """{"command": ["env"], "securityContext": {"runAsUser": 4711}}"""));

        var outcome = await space.RunAsync(step with { ResultWanted = true });

        Assert.Equal((NodePhase.Succeeded, "4711"), (outcome.Phase, outcome.Outputs.Result));
    }

    [Fact]
    public async Task A_script_can_have_output_files()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Script("echo 42 > /tmp/answer", """{"securityContext": {"runAsUser": 4711}}""",
            """{"outputs": {"parameters": [{"name": "answer", "valueFrom": {"path": "/tmp/answer"}}]}}"""));

        var outcome = await space.RunAsync(step);

        Assert.Equal((NodePhase.Succeeded, null), (outcome.Phase, outcome.Message));
        Assert.Equal("42", outcome.Outputs.Parameters["answer"]);
    }

    [Fact]
    public async Task A_script_of_two_hundred_kilobytes_fits()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Script($"# {new string('x', 200_000)}\necho done"));

        var outcome = await space.RunAsync(step with { ResultWanted = true });

        Assert.Equal((NodePhase.Succeeded, "done"), (outcome.Phase, outcome.Outputs.Result));
    }
}
