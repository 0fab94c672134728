using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;

namespace Runbooks.Kubernetes.Pods;

/// <summary>
/// The containers of a <c>containerSet</c> in one Pod. Those that others wait for are init containers, each after those that it waits for
/// itself: Kubernetes runs them one by one and stops at the first that fails. The others then run beside each other.
/// </summary>
internal sealed class SetContainers
{
    private readonly Dictionary<string, string[]> _dependencies;

    private SetContainers(ContainerSet set)
    {
        var all = set.Containers.OfType<JsonObject>().ToList();
        _dependencies = all.ToDictionary(Name, container => PodJson.Items(container["dependencies"]).Select(name => name!.ToString()).ToArray(), StringComparer.Ordinal);
        var awaited = _dependencies.Values.SelectMany(names => names).ToHashSet(StringComparer.Ordinal);
        var containers = all.ToDictionary(Name, container => Container(container, set.VolumeMounts), StringComparer.Ordinal);
        First = [.. InOrder(all.Select(Name)).Where(awaited.Contains).Select(name => containers[name])];
        Last = [.. all.Select(Name).Where(name => !awaited.Contains(name)).Select(name => containers[name])];
        Main = containers[LogContainer(set)];
    }

    /// <summary>Those that others wait for, in the order in which they run.</summary>
    public IReadOnlyList<JsonObject> First { get; }

    /// <summary>Those that nobody waits for.</summary>
    public IReadOnlyList<JsonObject> Last { get; }

    /// <summary>The one that takes the inputs and gives the outputs.</summary>
    public JsonObject Main { get; }

    public IEnumerable<JsonObject> All => First.Concat(Last);

    /// <exception cref="PodBuildException">They wait for each other, or for one that isn't there.</exception>
    public static SetContainers Of(ContainerSet set) => new(set);

    /// <summary>The container whose log is kept: <c>main</c> or, without one, the last.</summary>
    public static string LogContainer(ContainerSet set)
    {
        var names = set.Containers.OfType<JsonObject>().Select(Name).ToList();
        return names.Contains(PodBuilder.Main) ? PodBuilder.Main : names[^1];
    }

    private static JsonObject Container(JsonObject written, JsonArray? mounts)
    {
        var container = (JsonObject)written.DeepClone();
        container.Remove("dependencies");
        foreach (var mount in PodJson.Items(mounts)) container.Append("volumeMounts", mount!.DeepClone());
        return container;
    }

    private List<string> InOrder(IEnumerable<string> names)
    {
        var order = new List<string>();
        foreach (var name in names) Visit(name, order, []);
        return order;
    }

    private void Visit(string name, List<string> order, HashSet<string> above)
    {
        if (order.Contains(name)) return;
        if (!_dependencies.TryGetValue(name, out var dependencies)) throw new PodBuildException("containerSet.containers", $"there is no container '{name}' to wait for");
        if (!above.Add(name)) throw new PodBuildException("containerSet.containers", $"container '{name}' waits for itself");
        foreach (var dependency in dependencies) Visit(dependency, order, above);
        above.Remove(name);
        order.Add(name);
    }

    private static string Name(JsonObject container) => container.Text("name") ?? throw new PodBuildException("containerSet.containers", "each container needs a name");
}
