using System.Text.Json.Nodes;

namespace Runbooks.Kubernetes.Tests.Cluster;

/// <summary>Templates as JSON; <c>container</c> and <c>template</c> add or replace fields.</summary>
internal static class Templates
{
    public const string Image = "busybox:1.36";

    /// <summary>A container that runs a line of shell.</summary>
    public static string Shell(string command, string container = "{}", string template = "{}") =>
        Make("container", new JsonObject { ["command"] = new JsonArray("sh", "-c", command) }, container, template);

    public static string Script(string source, string container = "{}", string template = "{}") =>
        Make("script", new JsonObject { ["command"] = new JsonArray("sh"), ["source"] = source }, container, template);

    private static string Make(string type, JsonObject body, string container, string template)
    {
        body["image"] = Image;
        var all = new JsonObject { ["name"] = "say", [type] = body };
        Merge(container, body);
        Merge(template, all);
        return all.ToJsonString();
    }

    private static void Merge(string more, JsonObject target)
    {
        foreach (var (field, value) in JsonNode.Parse(more)!.AsObject())
            if (value is null) target.Remove(field);
            else target[field] = value.DeepClone();
    }
}
