using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Tests.Steps;

/// <summary>Steps for executors, from templates written as JSON.</summary>
internal static class TestStep
{
    public static StepContext Of(JsonObject template, IStepJournal journal) => new()
    {
        Run = new RunIdentity("0199c0de-0000-7000-8000-000000000001", "test-x7k2p", "night"),
        NodeName = "test-x7k2p[0].do",
        NodeId = "test-x7k2p-1234567890",
        PodName = "test-x7k2p-do-1234567890",
        Template = template.Deserialize<Template>(ArgoJson.Options)!,
        Spec = new WorkflowSpec(),
        ResultWanted = true,
        StartedAt = DateTimeOffset.UnixEpoch,
        Adopt = false,
        ClientToken = "0123456789abcdef0123456789abcdef",
        Journal = journal,
    };
}
