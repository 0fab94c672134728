using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Runs;

/// <summary>Keeps an attempt off the Kubernetes nodes where earlier ones failed: <c>retryStrategy.affinity.nodeAntiAffinity</c>.</summary>
internal static class RetryPlacement
{
    /// <summary>Argo's label, which every Kubernetes node has.</summary>
    private const string HostLabel = "kubernetes.io/hostname";

    /// <param name="forRun">What the workflow says of all its Pods; counts if the template says nothing.</param>
    public static Template Elsewhere(Template template, JsonNode? forRun, RunState run, Node leaf)
    {
        if (AttemptElsewhere(run, leaf) is not { Parent: { } retry } attempt) return template;
        var hosts = FailedHosts(retry.Children.TakeWhile(earlier => earlier != attempt));
        return hosts.Count == 0 ? template : template with { Affinity = Without(hosts, template.Affinity ?? forRun) };
    }

    /// <summary>The leaf itself or what is around it: the innermost attempt that is to be made elsewhere.</summary>
    private static Node? AttemptElsewhere(RunState run, Node leaf)
    {
        for (var node = leaf; node is not null; node = node.Parent)
            if (node.Parent is { Type: NodeType.Retry, TemplateKey: { } template } && run.Runbook.Find(template)!.IsRetriedElsewhere) return node;
        return null;
    }

    private static HashSet<string> FailedHosts(IEnumerable<Node> attempts)
    {
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<Node>(attempts);
        while (open.TryPop(out var node))
        {
            if (node is { Type: NodeType.Pod, FailedOrErrored: true, HostNodeName: { Length: > 0 } host }) hosts.Add(host);
            foreach (var child in node.Children) open.Push(child);
        }
        return hosts;
    }

    /// <summary>A Pod goes where any one of the terms holds, so each of them must rule the hosts out.</summary>
    private static JsonObject Without(HashSet<string> hosts, JsonNode? written)
    {
        var affinity = written?.DeepClone() as JsonObject ?? [];
        var terms = Under(Under(Under(affinity, "nodeAffinity", () => new JsonObject()), "requiredDuringSchedulingIgnoredDuringExecution", () => new JsonObject()), "nodeSelectorTerms", () => new JsonArray()).AsArray();
        if (terms.Count == 0) terms.Add(new JsonObject());
        foreach (var term in terms.OfType<JsonObject>())
            Under(term, "matchExpressions", () => new JsonArray()).AsArray().Add(new JsonObject
            {
                ["key"] = HostLabel,
                ["operator"] = "NotIn",
                ["values"] = new JsonArray([.. hosts.Order(StringComparer.Ordinal).Select(host => JsonValue.Create(host))]),
            });
        return affinity;
    }

    private static JsonNode Under(JsonNode parent, string field, Func<JsonNode> make) => parent[field] ?? (parent[field] = make())!;
}
