using System.Text.Json;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Submission;

namespace Runbooks.Benchmarks.Engine;

/// <summary>Runs of any size.</summary>
internal static class Shapes
{
    private const int Layer = 100;

    /// <summary>As many steps as a list has items: node names, arguments and inputs for each.</summary>
    public static RunSubmitted FanOut(int steps)
    {
        var ids = JsonSerializer.Serialize(Enumerable.Range(0, steps).Select(i => $"i-{i:000000}"));
        return Submit("""
            {"entrypoint": "main", "arguments": {"parameters": [{"name": "ids", "value": IDS}]}, "templates": [
              {"name": "main", "steps": [[{"name": "stop", "template": "stop", "withParam": "{{workflow.parameters.ids}}",
                "arguments": {"parameters": [{"name": "id", "value": "{{item}}"}]}}]]},
              {"name": "stop", "inputs": {"parameters": [{"name": "id"}]}, "plugin": {"aws": {"parameters": {"InstanceIds": ["{{inputs.parameters.id}}"]}}}}]}
            """.Replace("IDS", JsonSerializer.Serialize(ids), StringComparison.Ordinal));
    }

    /// <summary>One step after the other; each reads the result of the one before.</summary>
    public static RunSubmitted Chain(int steps) => Submit("""
        {"entrypoint": "main", "templates": [
          {"name": "main", "steps": [STEPS]},
          {"name": "next", "inputs": {"parameters": [{"name": "before"}]}, "plugin": {"aws": {}}}]}
        """.Replace("STEPS", string.Join(',', Enumerable.Range(0, steps).Select(Link)), StringComparison.Ordinal));

    /// <summary>Layers of 100 tasks; each task waits for two of the layer before and reads the result of one.</summary>
    public static RunSubmitted Dag(int tasks)
    {
        var submitted = Submit("""
            {"entrypoint": "main", "templates": [
              {"name": "main", "dag": {"tasks": []}},
              {"name": "next", "inputs": {"parameters": [{"name": "before"}]}, "plugin": {"aws": {}}}]}
            """);
        var spec = submitted.Workflow.Spec;
        var main = spec.Templates[0] with { Dag = new Dag { Tasks = [.. Enumerable.Range(0, tasks).Select(TaskOf)] } };
        return submitted with { Workflow = submitted.Workflow with { Spec = spec with { Templates = [main, spec.Templates[1]] } } };
    }

    private static DagTask TaskOf(int i) => new()
    {
        Name = $"t{i}",
        Template = "next",
        Depends = i < Layer ? null : $"t{i - Layer} && t{i - i % Layer - Layer + (i + 1) % Layer}",
        Arguments = new Arguments { Parameters = [new Parameter { Name = "before", Value = new AnyString(i < Layer ? "none" : $"{{{{tasks.t{i - Layer}.outputs.result}}}}") }] },
    };

    private static string Link(int i) => """[{"name": "sTHIS", "template": "next", "arguments": {"parameters": [{"name": "before", "value": "VALUE"}]}}]"""
        .Replace("THIS", $"{i}", StringComparison.Ordinal)
        .Replace("VALUE", i == 0 ? "none" : "{{steps.s" + (i - 1) + ".outputs.result}}", StringComparison.Ordinal);

    private static RunSubmitted Submit(string spec) => Submitter.Submit(
        new Workflow
        {
            ApiVersion = "argoproj.io/v1alpha1",
            Kind = "Workflow",
            Metadata = new Metadata { Name = "bench-x7k2p" },
            Spec = JsonSerializer.Deserialize<WorkflowSpec>(spec, ArgoJson.Options)!,
        },
        new RunRequest(), Guid.CreateVersion7().ToString(), "x7k2p", "default", TimeProvider.System.GetUtcNow()).Event!;
}
