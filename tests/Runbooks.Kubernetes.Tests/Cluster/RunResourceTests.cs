using k8s;
using k8s.Models;
using Runbooks.Engine.Argo;
using Runbooks.Kubernetes.Pods;
using Runbooks.Kubernetes.Runs;
using Runbooks.Kubernetes.Tests.Steps;
using static Runbooks.Kubernetes.Tests.Cluster.Templates;

namespace Runbooks.Kubernetes.Tests.Cluster;

public class RunResourceTests
{
    private const string Claims = """
        {"volumeClaimTemplates": [{"metadata": {"name": "work"}, "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Mi"}}}}]}
        """;

    [Fact]
    public async Task Volume_claims_are_made_once_and_taken_away_after_success()
    {
        await using var space = await TestNamespace.CreateAsync();
        var (resources, run, spec) = (Resources(space), space.Step(Shell("true")).Run, TestStep.Parse<WorkflowSpec>(Claims));

        var made = new[] { await resources.PrepareAsync(run, spec, default), await resources.PrepareAsync(run, spec, default) };
        var there = await ClaimsAsync(space);
        var left = await resources.ClearAsync(run, spec, succeeded: false, [], default);
        var thereAfterFailure = await ClaimsAsync(space);
        await resources.ClearAsync(run, spec, succeeded: true, [], default);

        Assert.All(made.Append(left), Assert.Null);
        Assert.Equal(("hello-x7k2p-work", "hello-x7k2p-work", ""), (there, thereAfterFailure, await ClaimsAsync(space)));
    }

    [Fact]
    public async Task A_claim_of_someone_else_is_not_taken()
    {
        await using var space = await TestNamespace.CreateAsync();
        var (run, spec) = (space.Step(Shell("true")).Run, TestStep.Parse<WorkflowSpec>(Claims));
        await Resources(space).PrepareAsync(run with { Id = "another" }, spec, default);

        var problem = await Resources(space).PrepareAsync(run, spec, default);

        Assert.Equal("pvc create error: persistentvolumeclaim/hello-x7k2p-work is there already and is not of this run; delete it or give the run another name", problem);
    }

    [Fact]
    public async Task A_disruption_budget_is_made_for_the_Pods_of_the_run_and_taken_away()
    {
        await using var space = await TestNamespace.CreateAsync();
        var (resources, run, spec) = (Resources(space), space.Step(Shell("true")).Run, TestStep.Parse<WorkflowSpec>("""{"podDisruptionBudget": {"minAvailable": 9999}}"""));

        var made = await resources.PrepareAsync(run, spec, default);
        var there = await BudgetsAsync(space);
        await resources.ClearAsync(run, spec, succeeded: false, [], default);

        Assert.Null(made);
        Assert.Contains("\"workflows.argoproj.io/workflow\":\"hello-x7k2p\"", there, StringComparison.Ordinal);
        Assert.DoesNotContain("hello-x7k2p", await BudgetsAsync(space), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"podGC": {"strategy": "OnPodCompletion"}}""", true)]
    [InlineData("""{"podGC": {"strategy": "OnPodCompletion", "labelSelector": {"matchLabels": {"tier": "demo"}, "matchExpressions": [{"key": "tier", "operator": "In", "values": ["demo", "x"]}]}}}""", true)]
    [InlineData("""{"podGC": {"strategy": "OnPodCompletion", "labelSelector": {"matchExpressions": [{"key": "tier", "operator": "DoesNotExist"}]}}}""", false)]
    public async Task A_Pod_goes_if_its_labels_allow_it(string settings, bool goes)
    {
        await using var space = await TestNamespace.CreateAsync();
        var step = space.Step(Shell("true", template: """{"metadata": {"labels": {"tier": "demo"}}}"""));
        await space.RunAsync(step);

        await Resources(space).RemovePodAsync(step.Run, TestStep.Parse<WorkflowSpec>(settings), step.PodName, default);

        Assert.Equal(goes, await space.ReadPodAsync(step) is null or { Metadata.DeletionTimestamp: not null });
    }

    private static ClusterRunResources Resources(TestNamespace space) => new(space.Cluster, new PodOptions(), TimeProvider.System);

    private static async Task<string> ClaimsAsync(TestNamespace space) => string.Join(' ',
        (await space.Client.CoreV1.ListNamespacedPersistentVolumeClaimAsync(space.Name)).Items.Where(claim => claim.Metadata.DeletionTimestamp is null).Select(claim => claim.Name()));

    private static async Task<string> BudgetsAsync(TestNamespace space) =>
        (await space.Client.CustomObjects.ListNamespacedCustomObjectAsync("policy", "v1beta1", space.Name, "poddisruptionbudgets")).ToString()!;
}
