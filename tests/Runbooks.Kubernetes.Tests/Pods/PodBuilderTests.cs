using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Pods;
using Runbooks.Kubernetes.Tests.Steps;

namespace Runbooks.Kubernetes.Tests.Pods;

/// <summary>Each file in <c>Cases</c> holds a template, perhaps a workflow's spec, and the Pod or the mistake they make.</summary>
public class PodBuilderTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static TheoryData<string> Cases => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Pods", "Cases"), "*.json").Select(file => Path.GetFileName(file)!).Order()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_template_makes_the_expected_Pod(string file)
    {
        var @case = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Pods", "Cases", file)))!.AsObject();
        var step = TestStep.Of(@case["template"]!.ToJsonString(), workflow: @case["workflow"]?.ToJsonString() ?? "{}");
        if (@case["run"]?.GetValue<string>() is { } run) step = step with { Run = step.Run with { Name = run } };

        var pod = Build(step with { ResultWanted = @case["resultWanted"]?.GetValue<bool>() ?? false });

        Assert.Equal(@case["expected"]!.ToJsonString(Indented), Only(pod, @case["expected"]!).ToJsonString(Indented));
    }

    [Fact]
    public void A_script_that_is_too_long_is_refused_with_its_size_and_the_way_out()
    {
        var step = TestStep.Of($$"""{"name": "s", "script": {"image": "busybox", "command": ["sh"], "source": "{{new string('x', 270_000)}}"} }""");

        var mistake = Assert.Throws<PodBuildException>(() => PodBuilder.Build(step, new PodOptions { AgentImage = "agent", NamesAgent = false }));

        Assert.StartsWith("script.source: 270000 bytes, at most about 261", mistake.Message, StringComparison.Ordinal);
        Assert.Contains("ConfigMap", mistake.Message, StringComparison.Ordinal);
    }

    // A case may be about the spec or the metadata alone.
    private static JsonNode Only(JsonNode pod, JsonNode expected) =>
        expected is JsonObject parts && pod is JsonObject whole ? new JsonObject(whole.Where(part => parts.ContainsKey(part.Key)).Select(part => KeyValuePair.Create(part.Key, part.Value?.DeepClone()))) : pod;

    private static JsonNode Build(StepContext step)
    {
        try
        {
            return PodBuilder.Build(step, new PodOptions { AgentImage = "runbooks/agent:1.0.0", NamesAgent = false });
        }
        catch (PodBuildException e)
        {
            return JsonValue.Create(e.Message);
        }
    }
}
