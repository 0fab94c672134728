using System.Text.Json.Nodes;
using Runbooks.Kubernetes.Pods;

namespace Runbooks.Kubernetes.Agents;

/// <summary>
/// Adds the static agent to a Pod whose step has output files: an init container copies the agent into a shared volume, the agent runs
/// the author's command and collects the files when it ends, and a sidecar prints them to its log, where they are read through the API.
/// The Pod needs no token, no permissions and no way to reach us.
/// </summary>
internal static class Agent
{
    public const string Init = "runbooks-init";
    public const string Sidecar = "runbooks-outputs";

    private const string Volume = "runbooks-agent";
    private const string Folder = "/runbooks";
    private const string Binary = $"{Folder}/agent";

    // What the author says about the user of his container holds for ours too, or a strict namespace or a private file would refuse them.
    private static readonly string[] SharedSecurity = ["runAsUser", "runAsGroup", "runAsNonRoot", "seccompProfile"];

    public static void Add(AgentJob job, JsonObject main, JsonObject spec, string image)
    {
        var mount = new JsonObject { ["name"] = Volume, ["mountPath"] = Folder };
        var security = Security(main);
        Wrap(job, main);
        main.Append("volumeMounts", mount.DeepClone());
        spec.Append("volumes", new JsonObject { ["name"] = Volume, ["emptyDir"] = new JsonObject() });
        spec.Append("initContainers", Container(Init, image, ["install", Binary], mount, security));
        spec.Append("containers", Container(Sidecar, image, ["report", Folder], mount, security));
    }

    private static void Wrap(AgentJob job, JsonObject main)
    {
        var command = main["command"] as JsonArray ?? throw new InvalidOperationException("the image's command has been looked up before");
        string[] files = [.. job.Files.SelectMany(file => new[] { "--file", $"{file.Key}={file.Value}" })];
        string[] result = job.StandardOutput ? ["--stdout"] : [];
        JsonNode?[] written = [.. command.Select(word => word?.DeepClone())];
        main["command"] = new JsonArray([Binary, "exec", "--to", Folder, .. files, .. result, "--", .. written]);
    }

    private static JsonObject Container(string name, string image, string[] arguments, JsonObject mount, JsonObject security) => new()
    {
        ["name"] = name,
        ["image"] = image,
        ["command"] = new JsonArray(["/agent", .. arguments]),
        ["volumeMounts"] = new JsonArray(mount.DeepClone()),
        ["securityContext"] = security.DeepClone(),
        // Namespaces with a quota refuse containers that say nothing.
        ["resources"] = new JsonObject
        {
            ["requests"] = new JsonObject { ["cpu"] = "10m", ["memory"] = "32Mi" },
            ["limits"] = new JsonObject { ["cpu"] = "200m", ["memory"] = "64Mi" },
        },
    };

    private static JsonObject Security(JsonObject main)
    {
        var security = new JsonObject
        {
            ["allowPrivilegeEscalation"] = false,
            ["readOnlyRootFilesystem"] = true,
            ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") },
        };
        if (main["securityContext"] is JsonObject written)
            foreach (var field in SharedSecurity) security.Set(field, written[field]?.DeepClone());
        return security;
    }
}
