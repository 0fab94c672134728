using System.Text;
using System.Text.Json.Nodes;

namespace Runbooks.Kubernetes.Pods;

/// <summary>Kubernetes refuses more than 256 KiB of annotations on an object; a script is one of them.</summary>
internal static class AnnotationLimit
{
    private const int Limit = 256 * 1024;

    public static void Check(JsonObject annotations)
    {
        var total = annotations.Sum(entry => Size(entry.Key) + Size(entry.Value!.GetValue<string>()));
        if (total <= Limit) return;
        if (annotations[PodLabels.Script] is not { } script)
            throw new PodBuildException("metadata.annotations", $"{total} bytes; Kubernetes takes at most {Limit}");
        var source = Size(script.GetValue<string>());
        throw new PodBuildException("script.source",
            $"{source} bytes, at most about {Limit - (total - source)} fit. Put the script into the image or into a ConfigMap that is mounted as a volume");
    }

    private static int Size(string text) => Encoding.UTF8.GetByteCount(text);
}
