using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;

namespace Runbooks.Kubernetes.Pods;

/// <summary>
/// Brings a script's source into its container as a file, without an init container or a ConfigMap to make and clean up:
/// it is an annotation of the Pod, and the downward API shows annotations as files.
/// </summary>
internal static class Script
{
    // Argo's path: scripts in the wild refer to it.
    private const string Folder = "/argo/staging";
    private const string File = "script";
    private const string Volume = "runbooks-script";

    public static void Add(Template template, JsonObject main, JsonObject spec, JsonObject annotations)
    {
        var source = template.Script.Text("source") ?? "";
        annotations[PodLabels.Script] = source;
        main.Append("args", $"{Folder}/{File}");
        main.Append("volumeMounts", new JsonObject { ["name"] = Volume, ["mountPath"] = Folder, ["readOnly"] = true });
        spec.Append("volumes", new JsonObject
        {
            ["name"] = Volume,
            ["downwardAPI"] = new JsonObject
            {
                ["defaultMode"] = 0b111_101_101,
                ["items"] = new JsonArray(new JsonObject
                {
                    ["path"] = File,
                    ["fieldRef"] = new JsonObject { ["fieldPath"] = $"metadata.annotations['{PodLabels.Script}']" },
                }),
            },
        });
    }
}
