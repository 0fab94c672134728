using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Pods;
using Runbooks.Kubernetes.Resources;
using Runbooks.Kubernetes.Tests.Steps;

namespace Runbooks.Kubernetes.Tests.Cluster;

public class ResourceStepTests
{
    private const string Settings = "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings, labels: {app: web}}, data: {a: '1', b: '2'}}";

    [Fact]
    public async Task An_object_is_created_and_its_fields_are_outputs()
    {
        await using var space = await TestNamespace.CreateAsync();

        var outcome = await RunAsync(space, "create", Settings, outputs: """
            [{"name": "name", "valueFrom": {"jsonPath": "{.metadata.name}"}}, {"name": "data", "valueFrom": {"jqFilter": ".data"}}, {"name": "none", "valueFrom": {"jsonPath": "{.status.x}"}}]
            """);

        Assert.Equal((NodePhase.Succeeded, null, "0"), (outcome.Phase, outcome.Message, outcome.Outputs.ExitCode));
        Assert.Equal(("settings", """{"a":"1","b":"2"}""", ""), (outcome.Outputs.Parameters["name"], outcome.Outputs.Parameters["data"], outcome.Outputs.Parameters["none"]));
    }

    [Fact]
    public async Task Creating_again_after_a_crash_takes_up_what_was_created_with_a_made_up_name_as_well()
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = Step(space, "create", Settings.Replace("name: settings", "generateName: settings-", StringComparison.Ordinal));

        var outcomes = new[] { await RunAsync(space, step), await RunAsync(space, step with { Adopt = true }) };

        Assert.All(outcomes, outcome => Assert.Equal((NodePhase.Succeeded, null), (outcome.Phase, outcome.Message)));
        Assert.Single((await space.Client.CoreV1.ListNamespacedConfigMapAsync(space.Name, labelSelector: "app=web")).Items);
    }

    [Fact]
    public async Task What_another_has_created_makes_create_fail_as_it_is_in_Argo()
    {
        await using var space = await TestNamespace.CreateAsync();
        await RunAsync(space, "create", Settings);

        var outcome = await RunAsync(space, Step(space, "create", Settings) with { ClientToken = "another" });

        Assert.Equal((NodePhase.Failed, "configmaps \"settings\" already exists", "64"), (outcome.Phase, outcome.Message, outcome.Outputs.ExitCode));
    }

    [Fact]
    public async Task Apply_creates_and_then_changes_and_replace_puts_another_in_its_place()
    {
        await using var space = await TestNamespace.CreateAsync();
        const string outputs = """[{"name": "data", "valueFrom": {"jqFilter": ".data"}}]""";

        var applied = new[]
        {
            await RunAsync(space, "apply", Settings, outputs: outputs),
            await RunAsync(space, "apply", Settings.Replace("a: '1', ", "", StringComparison.Ordinal), outputs: outputs),
            await RunAsync(space, "replace", Settings.Replace("b: '2'", "c: '3'", StringComparison.Ordinal), outputs: outputs),
        };

        Assert.Equal(["""{"a":"1","b":"2"}""", """{"b":"2"}""", """{"a":"1","c":"3"}"""], applied.Select(outcome => outcome.Outputs.Parameters["data"]));
    }

    [Theory]
    [InlineData(null, "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {a: null, c: '3'}}", "[]")]
    [InlineData("strategic", "{data: {a: null, c: '3'}}", """["configmap", "settings"]""")]
    [InlineData("merge", "{data: {a: null, c: '3'}}", """["cm/settings"]""")]
    [InlineData("json", "[{op: remove, path: /data/a}, {op: add, path: /data/c, value: '3'}]", """["configmaps", "settings"]""")]
    public async Task A_patch_changes_what_the_manifest_or_the_flags_name(string? strategy, string patch, string flags)
    {
        await using var space = await TestNamespace.CreateAsync();
        await RunAsync(space, "create", Settings);
        var more = new JsonObject { ["flags"] = JsonNode.Parse(flags) };
        if (strategy is not null) more["mergeStrategy"] = strategy;

        var outcome = await RunAsync(space, Step(space, "patch", patch, more.ToJsonString(), """[{"name": "data", "valueFrom": {"jqFilter": ".data"}}]"""));

        Assert.Equal((null, """{"b":"2","c":"3"}"""), (outcome.Message, outcome.Outputs.Parameters.GetValueOrDefault("data")));
    }

    [Fact]
    public async Task Delete_removes_by_manifest_and_by_selector_and_does_not_mind_what_is_gone()
    {
        await using var space = await TestNamespace.CreateAsync();
        await RunAsync(space, "create", Settings + "\n---\n" + Settings.Replace("name: settings", "name: more", StringComparison.Ordinal));

        var outcomes = new[]
        {
            await RunAsync(space, "delete", Settings),
            await RunAsync(space, Step(space, "delete", "", """{"flags": ["configmap", "--selector", "app=web"]}""", """[{"name": "x", "valueFrom": {"jsonPath": "{.a}", "default": "d"}}]""")),
            await RunAsync(space, "delete", Settings),
        };

        Assert.All(outcomes, outcome => Assert.Equal((NodePhase.Succeeded, null), (outcome.Phase, outcome.Message)));
        Assert.Equal("d", outcomes[1].Outputs.Parameters["x"]);
        Assert.Empty((await space.Client.CoreV1.ListNamespacedConfigMapAsync(space.Name, labelSelector: "app=web")).Items);
    }

    [Fact]
    public async Task A_success_condition_is_waited_for_and_what_it_waits_for_is_told()
    {
        await using var space = await TestNamespace.CreateAsync();
        await RunAsync(space, "create", Settings);
        var step = Step(space, "get", Settings, """{"successCondition": "data.done == yes", "failureCondition": "data.done == no"}""");

        var running = RunAsync(space, step);
        await ((RecordingJournal)step.Journal).SeenAsync("waiting for data.done==yes; it is not there");
        await ChangeAsync(space, "yes");
        var outcome = await running;

        Assert.Equal((NodePhase.Succeeded, null), (outcome.Phase, outcome.Message));
    }

    [Fact]
    public async Task A_failure_condition_fails_the_step()
    {
        await using var space = await TestNamespace.CreateAsync();
        await RunAsync(space, "create", Settings);
        await ChangeAsync(space, "no");

        var outcome = await RunAsync(space, Step(space, "get", Settings, """{"successCondition": "data.done == yes", "failureCondition": "data.done in (no, never)"}"""));

        Assert.Equal((NodePhase.Failed, "failure condition 'data.done in (never,no)' evaluated true"), (outcome.Phase, outcome.Message));
    }

    [Fact]
    public async Task A_Job_is_made_and_waited_for()
    {
        await using var space = await TestNamespace.CreateAsync();
        const string job = """
            {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"generateName": "say-"}, "spec": {"completions": 2, "template": {"spec": {
              "restartPolicy": "Never", "containers": [{"name": "say", "image": "busybox:1.36", "command": ["true"]}]}}}}
            """;

        var outcome = await RunAsync(space, Step(space, "create", job, """{"successCondition": "status.succeeded > 1", "failureCondition": "status.failed > 0"}""",
            """[{"name": "name", "valueFrom": {"jsonPath": "{.metadata.name}"}}]"""));

        Assert.Equal((NodePhase.Succeeded, null), (outcome.Phase, outcome.Message));
        Assert.StartsWith("say-", outcome.Outputs.Parameters["name"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_with_a_service_account_may_do_what_that_may_and_no_more()
    {
        await using var space = await TestNamespace.CreateAsync();
        await space.Client.CoreV1.CreateNamespacedServiceAccountAsync(new V1ServiceAccount { Metadata = new V1ObjectMeta { Name = "weak" } }, space.Name);

        var outcome = await RunAsync(space, TestStep.Of(Template("create", Settings), space.Name, """{"serviceAccountName": "weak"}"""));

        Assert.Equal(NodePhase.Failed, outcome.Phase);
        Assert.Contains($"User \"system:serviceaccount:{space.Name}:weak\" cannot create resource \"configmaps\"", outcome.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create", "{apiVersion: example.org/v1, kind: Rocket, metadata: {name: r}}", "{}", "no matches for kind \"Rocket\" in version \"example.org/v1\"")]
    [InlineData("create", "{kind: ConfigMap}", "{}", "it needs 'apiVersion' and 'kind'")]
    [InlineData("create", "{apiVersion: v1, kind: ConfigMap}", "{}", "ConfigMap needs 'metadata.name' or 'metadata.generateName'")]
    [InlineData("apply", "{apiVersion: v1, kind: ConfigMap, metadata: {generateName: a-}}", "{}", "ConfigMap needs 'metadata.name'")]
    [InlineData("get", "{apiVersion: v1, kind: ConfigMap, metadata: {name: nothing}}", "{}", "configmaps \"nothing\" not found")]
    [InlineData("get", "", """{"flags": ["rocket", "r"]}""", "the server doesn't have a resource type \"rocket\"")]
    [InlineData("get", "", """{"flags": ["configmap", "r", "--watch"]}""", "resource.flags: --watch")]
    [InlineData("delete", "", """{"flags": ["configmap"]}""", "which configmaps? Give a name, --selector or --all")]
    [InlineData("patch", "{data: {}}", """{"flags": ["pod", "hello-x7k2p-say-1234567890"]}""", "has no Pod of its own")]
    public async Task What_can_not_be_done_fails_with_a_reason(string action, string manifest, string more, string message)
    {
        await using var space = await TestNamespace.CreateAsync();

        var outcome = await RunAsync(space, Step(space, action, manifest, more));

        Assert.Equal(NodePhase.Failed, outcome.Phase);
        Assert.Contains(message, outcome.Message, StringComparison.Ordinal);
    }

    private static Task<StepOutcome> RunAsync(TestNamespace space, string action, string manifest, string outputs = "[]") =>
        RunAsync(space, Step(space, action, manifest, outputs: outputs));

    private static async Task<StepOutcome> RunAsync(TestNamespace space, StepContext step)
    {
        using var executor = new ResourceStepExecutor(space.Cluster, new PodOptions(), TimeProvider.System);
        return await executor.ExecuteAsync(step, TestContext.Current.CancellationToken);
    }

    private static StepContext Step(TestNamespace space, string action, string manifest, string more = "{}", string outputs = "[]") =>
        space.Step(Template(action, manifest, more, outputs));

    private static string Template(string action, string manifest, string more = "{}", string outputs = "[]")
    {
        var resource = new JsonObject { ["action"] = action, ["manifest"] = manifest };
        foreach (var (field, value) in JsonNode.Parse(more)!.AsObject()) resource[field] = value?.DeepClone();
        return new JsonObject { ["name"] = "do", ["resource"] = resource, ["outputs"] = new JsonObject { ["parameters"] = JsonNode.Parse(outputs) } }.ToJsonString();
    }

    private static Task<V1ConfigMap> ChangeAsync(TestNamespace space, string done) => space.Client.CoreV1.PatchNamespacedConfigMapAsync(
        new V1Patch($$$"""{"data": {"done": "{{{done}}}"}}""", V1Patch.PatchType.MergePatch), "settings", space.Name);
}
