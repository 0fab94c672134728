using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Merging;
using Runbooks.Engine.Yaml;

namespace Runbooks.Kubernetes.Pods;

/// <summary><c>podSpecPatch</c>: the workflow's is put over the Pod first, then the template's.</summary>
internal static class PodSpecPatches
{
    private const string Field = "podSpecPatch";

    /// <exception cref="PodBuildException">A patch is no map of YAML or JSON, or doesn't fit.</exception>
    public static JsonObject Apply(JsonObject spec, Template template, WorkflowSpec workflow)
    {
        foreach (var (path, text) in new[] { ($"workflow {Field}", workflow.PodSpecPatch), (Field, template.PodSpecPatch) })
            if (!string.IsNullOrWhiteSpace(text)) spec = Apply(spec, path, text);
        return spec;
    }

    private static JsonObject Apply(JsonObject spec, string path, string text)
    {
        try
        {
            return StrategicMerge.OfPods.Merge(spec, Parse(text));
        }
        catch (FormatException wrong)
        {
            throw new PodBuildException(path, wrong.Message);
        }
    }

    private static JsonObject Parse(string text)
    {
        var read = YamlReader.Read(text);
        if (read.Mistakes is [var mistake, ..]) throw new FormatException($"line {mistake.At.Line} of the patch: {mistake.Message}");
        return read.Documents is [var document] && document.ToJson() is JsonObject patch
            ? patch
            : throw new FormatException("expected a map with fields of a Pod's spec, as YAML or JSON");
    }
}
