using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;

namespace Runbooks.Kubernetes.Pods;

/// <summary>
/// Puts <c>raw</c> input artifacts into the main container as files, as a script is: each is an annotation of the Pod, which the downward API
/// shows as a file. They can be read, not written.
/// </summary>
internal static class RawArtifacts
{
    private const string Volume = "runbooks-artifacts";

    // Kubernetes' own default for files of volumes.
    private const int Readable = 0b110_100_100;

    public static void Add(Template template, JsonObject main, JsonObject spec, JsonObject annotations)
    {
        if (template.Inputs.Artifacts is not { Count: > 0 } artifacts) return;
        var items = new JsonArray();
        foreach (var (i, artifact) in artifacts.Index())
        {
            var (file, annotation) = ($"artifact-{i}", $"{PodLabels.Artifact}{i}");
            annotations[annotation] = artifact.Raw!.Data;
            items.Add(new JsonObject
            {
                ["path"] = file,
                ["mode"] = artifact.Mode ?? Readable,
                ["fieldRef"] = new JsonObject { ["fieldPath"] = $"metadata.annotations['{annotation}']" },
            });
            main.Append("volumeMounts", new JsonObject { ["name"] = Volume, ["mountPath"] = artifact.Path, ["subPath"] = file });
        }
        spec.Append("volumes", new JsonObject { ["name"] = Volume, ["downwardAPI"] = new JsonObject { ["items"] = items } });
    }
}
