using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Runbooks.Providers.Aws.Operations;
using Runbooks.Providers.Aws.Tests.Wire;
using Runbooks.Schemas;

namespace Runbooks.Providers.Aws.Tests;

/// <summary>Every operation of every service, with every field filled, over the wire and back.</summary>
public class AllOperationsTests
{
    /// <summary>
    /// What the SDK adds or leaves out: it presigns the copy; and it takes "encrypted" from the snapshot where there is one, as EC2 refuses both.
    /// </summary>
    private static readonly Dictionary<string, int> OfTheSdk = new() { ["CopySnapshot"] = 1, ["RunInstances"] = -1, ["RequestSpotInstances"] = -1 };

    public static TheoryData<string> Services => [.. AwsServices.ByName.Keys];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Every_field_of_every_request_is_checked_and_sent(string service)
    {
        var problems = await ForAllAsync(service, async (operation, provider, aws) =>
        {
            var parameters = Sample.Request(operation.Request.Schema);
            var body = new JsonObject { ["service"] = service, ["action"] = operation.Name, ["region"] = "eu-west-1", ["parameters"] = parameters };
            if (operation.Secret is not null) body["saveSecret"] = SaveAll();
            var found = provider.Check(body).Where(problem => problem.Severity == Severity.Error).ToList();
            if (found.Count > 0) return found[0].ToString();
            var outcome = await provider.ExecuteAsync(new StepRun().Context(body.ToJsonString()), TestContext.Current.CancellationToken);
            if (outcome.Message is not null) return outcome.Message;
            // Beside Action and Version.
            var sent = aws.Calls.Last(call => call.Action == operation.Name).Form.Count - 2;
            var expected = Sample.Leaves(parameters) + OfTheSdk.GetValueOrDefault(operation.Name);
            return sent == expected ? null : $"{expected} values expected, {sent} sent";
        });

        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Every_field_of_every_answer_is_read(string service)
    {
        var problems = await ForAllAsync(service, async (operation, provider, _) =>
        {
            if (!operation.IsRead) return null;
            var body = new JsonObject { ["service"] = service, ["action"] = operation.Name, ["parameters"] = Sample.Request(operation.Request.Schema) };
            if (operation.Secret is not null) body["saveSecret"] = SaveAll();
            var outcome = await provider.ExecuteAsync(new StepRun().Context(body.ToJsonString()), TestContext.Current.CancellationToken);
            var expected = Sample.Answer(operation).Output;
            return JsonNode.DeepEquals(expected, outcome.Result) ? null : $"expected {expected}\n but got {outcome.Result}\n {outcome.Message}";
        });

        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }

    private static JsonObject SaveAll() => new() { ["name"] = "secret", ["key"] = "all", ["value"] = "@" };

    private static async Task<IReadOnlyCollection<string>> ForAllAsync(string service, Func<Operation, AwsProvider, FakeAws, Task<string?>> tryAsync)
    {
        await using var aws = await FakeAws.StartAsync(sent => new Reply(200, Sample.Answer(AwsServices.ByName[service].Find(sent.Action)!).Xml));
        using var provider = new AwsProvider(StepRun.At(aws));
        var problems = new ConcurrentQueue<string>();
        foreach (var name in AwsServices.ByName[service].OperationNames.Order(StringComparer.Ordinal))
            if (await tryAsync(AwsServices.ByName[service].Find(name)!, provider, aws) is { } problem)
                problems.Enqueue($"{name}: {problem}");
        return problems;
    }
}
