using System.Text.Json.Nodes;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Tests.Steps;

namespace Runbooks.Kubernetes.Tests.Cluster;

public class ContainerSetTests
{
    [Fact]
    public async Task Containers_run_after_those_they_depend_on_and_the_result_is_mains()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Set(("a", "echo a >>/work/order", []), ("b", "echo b >>/work/order", ["a"]), ("c", "sleep 1; echo c >>/work/order", ["b"]), ("main", "cat /work/order", ["b", "c"])))
            with
        { ResultWanted = true };

        var outcome = await space.RunAsync(step);

        Assert.Equal((NodePhase.Succeeded, null, "a\nb\nc", "0"), (outcome.Phase, outcome.Message, outcome.Outputs.Result, outcome.Outputs.ExitCode));
        Assert.Equal("a Succeeded, b Succeeded, c Succeeded, main Succeeded", Last(step));
    }

    [Fact]
    public async Task One_that_fails_fails_the_step_and_those_after_it_never_start()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Set(("a", "exit 3", []), ("beside", "sleep 3600", []), ("b", "echo b", ["a"])));

        var outcome = await space.RunAsync(step);

        Assert.Equal((NodePhase.Failed, "a: Error (exit code 3)"), (outcome.Phase, outcome.Message));
        Assert.StartsWith("a Failed, beside ", Last(step), StringComparison.Ordinal);
        Assert.EndsWith("b Error", Last(step), StringComparison.Ordinal);
        Assert.True(await space.HasEndedAsync(step));
    }

    [Fact]
    public async Task The_logs_of_all_are_kept()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Set(("a", "echo from a", []), ("main", "echo from main", ["a"])));

        await space.RunAsync(step);

        Assert.Equal("from main\n[container a]\nfrom a\n", ((RecordingJournal)step.Journal).Log);
    }

    private static string Last(StepContext step) =>
        string.Join(", ", ((RecordingJournal)step.Journal).Progress.Last(progress => progress.Containers is not null).Containers!.Select(container => $"{container.Name} {container.Phase}"));

    private static string Set(params (string Name, string Command, string[] After)[] containers) => new JsonObject
    {
        ["name"] = "set",
        ["volumes"] = new JsonArray(new JsonObject { ["name"] = "work", ["emptyDir"] = new JsonObject() }),
        ["containerSet"] = new JsonObject
        {
            ["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "work", ["mountPath"] = "/work" }),
            ["containers"] = new JsonArray([.. containers.Select(container => new JsonObject
            {
                ["name"] = container.Name,
                ["image"] = Templates.Image,
                ["command"] = new JsonArray("sh", "-c", container.Command),
                ["dependencies"] = new JsonArray([.. container.After.Select(name => JsonValue.Create(name))]),
            })]),
        },
    }.ToJsonString();
}
