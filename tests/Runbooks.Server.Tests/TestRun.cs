using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Submission;

namespace Runbooks.Server.Tests;

/// <summary>Runs to submit in tests.</summary>
internal static class TestRun
{
    public static RunSubmitted Of(string name, string spec) => Submitter.Submit(
        new Workflow
        {
            ApiVersion = "argoproj.io/v1alpha1",
            Kind = "Workflow",
            Metadata = new Metadata { Name = name },
            Spec = JsonNode.Parse(spec).Deserialize<WorkflowSpec>(ArgoJson.Options)!,
        },
        new RunRequest(), Guid.CreateVersion7().ToString(), "abcde", "default", TimeProvider.System.GetUtcNow()).Event!;

    /// <summary>One plugin step and nothing else.</summary>
    public static RunSubmitted Call(string name) => Of(name, """{"entrypoint": "call", "templates": [{"name": "call", "plugin": {"test": {}}}]}""");

    /// <summary>A step "list" whose result is a list of so many numbers, then a step "each" for each of them.</summary>
    public static RunSubmitted FanOut(string name) => Of(name, """
        {"entrypoint": "main", "templates": [
          {"name": "main", "steps": [
            [{"name": "list", "template": "list"}],
            [{"name": "each", "template": "each", "withParam": "{{steps.list.outputs.result}}",
              "arguments": {"parameters": [{"name": "n", "value": "{{item}}"}]}}]]},
          {"name": "list", "plugin": {"test": {}}},
          {"name": "each", "inputs": {"parameters": [{"name": "n"}]}, "plugin": {"test": {"n": "{{inputs.parameters.n}}"}}}]}
        """);
}
