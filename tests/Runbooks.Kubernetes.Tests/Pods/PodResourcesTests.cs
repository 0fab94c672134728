using k8s;
using k8s.Models;
using Runbooks.Engine.Runs;
using Runbooks.Kubernetes.Pods;

namespace Runbooks.Kubernetes.Tests.Pods;

public class PodResourcesTests
{
    [Fact]
    public void A_container_that_asked_for_nothing_counts_as_a_tenth_of_a_cpu_and_100_mi_of_memory() =>
        Assert.Equal(new ResourcesDuration(3, 30), Of("""{"containers": [{"name": "main"}]}""", ("main", 30)));

    [Fact]
    public void What_it_asked_for_counts_and_without_that_its_limits() =>
        Assert.Equal(new ResourcesDuration(60, 76), Of("""{"containers": [{"name": "main", "resources": {"requests": {"memory": "256Mi"}, "limits": {"cpu": "2", "memory": "1Gi"}}}]}""", ("main", 30)));

    [Fact]
    public void All_containers_are_added_up_and_one_that_never_ran_counts_nothing() =>
        Assert.Equal(new ResourcesDuration(1 + 3, 10 + 30), Of("""{"initContainers": [{"name": "init"}], "containers": [{"name": "main"}, {"name": "side"}]}""", ("init", 10), ("main", 30)));

    [Fact]
    public void Other_resources_have_their_own_units()
    {
        var taken = Of("""{"containers": [{"name": "main", "resources": {"requests": {"nvidia.com/gpu": "2", "ephemeral-storage": "5Gi"}}}]}""", ("main", 30));

        Assert.Equal(("1m0s*(1 nvidia.com/gpu)", "15s*(10Gi ephemeral-storage)"), (taken.ToString().Split(',')[3], taken.ToString().Split(',')[1]));
    }

    [Fact]
    public void A_budget_of_the_whole_pod_counts_once() =>
        Assert.Equal(new ResourcesDuration(30 + 3, 60), Of("""{"resources": {"requests": {"cpu": "1"}}, "containers": [{"name": "main"}, {"name": "side"}]}""", ("main", 30), ("side", 30)));

    private static ResourcesDuration Of(string spec, params (string Name, int Seconds)[] ran)
    {
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        return PodResources.Of(new V1Pod
        {
            Spec = KubernetesJson.Deserialize<V1PodSpec>(spec),
            Status = new V1PodStatus
            {
                ContainerStatuses = [.. ran.Select(each => new V1ContainerStatus { Name = each.Name, State = new V1ContainerState { Terminated = new V1ContainerStateTerminated { StartedAt = start, FinishedAt = start.AddSeconds(each.Seconds) } } })],
            },
        });
    }
}
