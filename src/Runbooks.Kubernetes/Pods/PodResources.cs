using k8s.Models;
using Runbooks.Engine.Runs;

namespace Runbooks.Kubernetes.Pods;

/// <summary>What an ended Pod has taken, as Argo counts it: what each container asked for, in whole seconds of its run; 100m CPU and 100Mi of memory if it didn't say.</summary>
internal static class PodResources
{
    private static readonly ResourceQuantity OneCpu = new("1");
    private static readonly ResourceQuantity Memory = new("100Mi");
    private static readonly ResourceQuantity Storage = new("10Gi");
    private static readonly ResourceQuantity DefaultCpu = new("100m");

    public static ResourcesDuration Of(V1Pod pod)
    {
        var sums = new Dictionary<string, long> { ["cpu"] = 0, ["memory"] = 0 };
        var states = (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? []).ToLookup(status => status.Name, status => status.State);
        var shared = pod.Spec.Resources;
        foreach (var container in (pod.Spec.InitContainers ?? []).Concat(pod.Spec.Containers))
        {
            var wanted = new Dictionary<string, ResourceQuantity> { ["cpu"] = DefaultCpu, ["memory"] = Memory };
            if (container.Resources is not { } own || (own.Limits?.Count ?? 0) + (own.Requests?.Count ?? 0) == 0)
            {
                // One budget for the whole Pod is counted once.
                Put(shared, wanted);
                shared = null;
            }
            Put(container.Resources, wanted);
            var seconds = states[container.Name].Sum(Seconds);
            foreach (var (resource, quantity) in wanted) sums[resource] = sums.GetValueOrDefault(resource) + (long)(Milli(quantity) * seconds / Milli(Unit(resource)));
        }
        var others = sums.Where(each => each.Key is not ("cpu" or "memory")).ToDictionary();
        return new ResourcesDuration(sums["cpu"], sums["memory"]) { Others = others.Count > 0 ? others : null };
    }

    private static void Put(V1ResourceRequirements? resources, Dictionary<string, ResourceQuantity> wanted)
    {
        foreach (var (resource, quantity) in resources?.Limits ?? new Dictionary<string, ResourceQuantity>()) wanted[resource] = quantity;
        foreach (var (resource, quantity) in resources?.Requests ?? new Dictionary<string, ResourceQuantity>()) wanted[resource] = quantity;
    }

    private static long Seconds(V1ContainerState? state) =>
        state?.Terminated is { StartedAt: { } started, FinishedAt: { } finished } ? (long)(finished - started).TotalSeconds : 0;

    private static Int128 Milli(ResourceQuantity quantity) => (Int128)decimal.Ceiling(quantity.ToDecimal() * 1000);

    private static ResourceQuantity Unit(string resource) => resource switch
    {
        "memory" => Memory,
        "storage" or "ephemeral-storage" => Storage,
        _ => OneCpu,
    };
}
