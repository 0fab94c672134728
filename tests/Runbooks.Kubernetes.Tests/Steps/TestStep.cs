using System.Text.Json;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Steps;

namespace Runbooks.Kubernetes.Tests.Steps;

/// <summary>Makes step contexts from templates written as JSON.</summary>
internal static class TestStep
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static T Parse<T>(string json) => JsonSerializer.Deserialize<T>(json, Json)!;

    public static StepContext Of(string template, string @namespace = "default", string workflow = "{}") => new()
    {
        Run = new RunIdentity("0199c0de-0000-7000-8000-000000000001", "hello-x7k2p", @namespace),
        NodeName = "hello-x7k2p[0].say",
        NodeId = "hello-x7k2p-1234567890",
        PodName = "hello-x7k2p-say-1234567890",
        Template = Parse<Template>(template),
        Spec = Parse<WorkflowSpec>(workflow),
        ResultWanted = false,
        StartedAt = TimeProvider.System.GetUtcNow(),
        Adopt = false,
        ClientToken = "00000000000000000000000000000000",
        Journal = new RecordingJournal(),
    };
}
