using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Runbooks.Kubernetes.Verdicts;

namespace Runbooks.Kubernetes.Tests.Verdicts;

/// <summary>Each entry of <c>Cases.json</c> holds a Pod's state and what is read from it.</summary>
public class PodVerdictTests
{
    private static readonly JsonObject All = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Verdicts", "Cases.json")))!.AsObject();

    public static TheoryData<string> Cases => [.. All.Select(entry => entry.Key)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_Pods_state_is_read_as(string name)
    {
        var pod = All[name]!["pod"] is JsonObject written ? KubernetesJson.Deserialize<V1Pod>(Complete(written).ToJsonString()) : null;

        var reading = PodVerdict.Read(pod, All[name]!["gone"]?.GetValue<bool>() ?? false, (All[name]!["mains"] as JsonArray)?.Select(main => main!.GetValue<string>()).ToList());

        Assert.Equal(All[name]!["reading"]!.GetValue<string>(), Describe(reading));
    }

    private static JsonObject Complete(JsonObject written)
    {
        var pod = JsonNode.Parse("""{"metadata": {"name": "p"}, "spec": {"nodeName": "node-1", "containers": [{"name": "main", "image": "busybox"}]}}""")!.AsObject();
        foreach (var (field, value) in written) pod[field] = value?.DeepClone();
        return pod;
    }

    private static string Describe(PodReading reading) => reading switch
    {
        PodReading.Running running => $"Running on {running.Node}",
        PodReading.Waiting waiting => $"Waiting {waiting.Obstacle}: {waiting.Message}",
        PodReading.Ended end => $"{end.Phase} {end.ExitCode?.ToString() ?? "-"}{(end.NeverBegan ? ", never began" : "")}: {end.Message}",
        _ => throw new InvalidOperationException(),
    };
}
