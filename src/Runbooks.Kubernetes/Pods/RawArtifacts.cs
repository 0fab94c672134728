using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;

namespace Runbooks.Kubernetes.Pods;

/// <summary>Brings artifacts whose content is known into a container as files, as <see cref="Script"/> does its source; they can't be written to.</summary>
internal static class RawArtifacts
{
    private const string Volume = "runbooks-artifacts";

    /// <summary>0644</summary>
    private const int Mode = 0b110_100_100;

    public static void Add(Template template, JsonObject main, JsonObject spec, JsonObject annotations)
    {
        if (template.Inputs.Artifacts is not { Count: > 0 } artifacts) return;
        var files = new JsonArray();
        foreach (var (i, artifact) in artifacts.Index())
        {
            var annotation = $"{PodLabels.Artifact}{i}";
            annotations[annotation] = artifact.Raw!.Data;
            files.Add(new JsonObject
            {
                ["path"] = $"{i}",
                ["mode"] = artifact.Mode ?? Mode,
                ["fieldRef"] = new JsonObject { ["fieldPath"] = $"metadata.annotations['{annotation}']" },
            });
            main.Append("volumeMounts", new JsonObject { ["name"] = Volume, ["mountPath"] = artifact.Path, ["subPath"] = $"{i}", ["readOnly"] = true });
        }
        spec.Append("volumes", new JsonObject { ["name"] = Volume, ["downwardAPI"] = new JsonObject { ["items"] = files } });
    }
}
