using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;

namespace Runbooks.Kubernetes.Pods;

/// <summary>The author's <c>initContainers</c> and <c>sidecars</c>.</summary>
internal static class SideContainers
{
    /// <summary>Puts them into the Pod, with the main container's mounts where they ask for those.</summary>
    /// <param name="main">With all its mounts, or null if the template has no main container.</param>
    public static void Add(Template template, JsonObject? main, JsonObject spec)
    {
        foreach (var container in Of(template.InitContainers, main)) spec.Append("initContainers", container);
        foreach (var container in Of(template.Sidecars, main)) spec.Append("containers", container);
    }

    public static IEnumerable<JsonObject> All(Template template) =>
        PodJson.Items(template.InitContainers).Concat(PodJson.Items(template.Sidecars)).OfType<JsonObject>();

    private static IEnumerable<JsonObject> Of(JsonArray? written, JsonObject? main)
    {
        foreach (var item in PodJson.Items(written).OfType<JsonObject>())
        {
            var container = (JsonObject)item.DeepClone();
            var mirrors = container["mirrorVolumeMounts"]?.GetValue<bool>() == true;
            container.Remove("mirrorVolumeMounts");
            foreach (var mount in mirrors ? PodJson.Items(main?["volumeMounts"]) : []) container.Append("volumeMounts", mount!.DeepClone());
            yield return container;
        }
    }
}
