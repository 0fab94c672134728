using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Runbooks.Actions;

namespace Runbooks.Providers.Aws.Calls;

/// <summary>
/// StartInstances, StopInstances and TerminateInstances have no client token, but leave a trace: the instances' states.
/// After a lost answer, instances already on their way are done, and the call is made for the others.
/// </summary>
internal sealed class InstanceStateCall(AwsCall call)
{
    private const int MaxLookUps = 3;

    /// <summary>How long a call may be under way before an unchanged instance says that it never arrived.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static readonly FrozenDictionary<string, (string ListName, string[] DoneStates)> Operations = new Dictionary<string, (string, string[])>
    {
        ["StartInstances"] = ("StartingInstances", ["pending", "running"]),
        ["StopInstances"] = ("StoppingInstances", ["stopping", "stopped"]),
        ["TerminateInstances"] = ("TerminatingInstances", ["shutting-down", "terminated"]),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly string[] _ids =
        [.. ((JsonArray)call.Parameters["InstanceIds"]!).Select(id => id!.GetValue<string>()).Distinct(StringComparer.Ordinal)];

    private readonly (string ListName, string[] DoneStates) _operation = Operations[call.Operation.Name];

    public async Task<ActionOutcome> RunAsync(Intent intent, CancellationToken cancellation)
    {
        if (intent.Repeated) return await GoOnAsync(intent.AnnouncedAt, "after a restart", MaxLookUps, cancellation);
        return await CallForAsync([.. _ids], [], "", MaxLookUps + 1, cancellation);
    }

    /// <param name="sentAt">When the call was made, if it was made.</param>
    private async Task<ActionOutcome> GoOnAsync(DateTimeOffset sentAt, string occasion, int lookUpsLeft, CancellationToken cancellation)
    {
        if (lookUpsLeft == 0) return ActionOutcome.Unknown($"{call} may or may not have been carried out, {occasion}");
        Dictionary<string, JsonObject> done;
        try
        {
            done = await FindDoneAfterGraceAsync(sentAt, occasion, cancellation);
        }
        catch (AwsCallException e)
        {
            return ActionOutcome.Unknown($"{call} may or may not have been carried out, {occasion}; looking it up failed: {e.Failure.Text}");
        }
        var rest = _ids.Where(id => !done.ContainsKey(id)).ToList();
        if (rest.Count == 0) return ActionOutcome.Succeeded(Result(done, []), $"found done {occasion}");
        return await CallForAsync(rest, done, occasion, lookUpsLeft, cancellation);
    }

    private async Task<Dictionary<string, JsonObject>> FindDoneAfterGraceAsync(DateTimeOffset sentAt, string occasion, CancellationToken cancellation)
    {
        var done = await FindDoneAsync(cancellation);
        var grace = sentAt + Grace - call.Context.Time.GetUtcNow();
        if (done.Count < _ids.Length && grace > TimeSpan.Zero)
        {
            call.Context.Progress($"{done.Count} of {_ids.Length} found done {occasion}; looking again in {Math.Ceiling(grace.TotalSeconds)}s");
            await Task.Delay(grace, call.Context.Time, cancellation);
            done = await FindDoneAsync(cancellation);
        }
        return done;
    }

    private async Task<ActionOutcome> CallForAsync(
        List<string> rest, Dictionary<string, JsonObject> done, string occasion, int lookUpsLeft, CancellationToken cancellation)
    {
        try
        {
            var answer = await call.With("InstanceIds", new JsonArray([.. rest.Select(id => (JsonNode)id)])).SendOnceAsync(cancellation);
            var changed = (answer[_operation.ListName] as JsonArray ?? []).OfType<JsonObject>().ToList();
            if (rest.Exists(id => !changed.Exists(change => change["InstanceId"]?.GetValue<string>() == id)))
                return await GoOnAsync(call.Context.Time.GetUtcNow(), "after an answer that doesn't name every instance", lookUpsLeft - 1, cancellation);
            if (occasion.Length == 0) return ActionOutcome.Succeeded(answer);
            return ActionOutcome.Succeeded(Result(done, changed), $"{done.Count} of {_ids.Length} found done {occasion}; called for the rest");
        }
        catch (AwsCallException e) when (e.Failure.Kind == FailureKind.AnswerLost)
        {
            return await GoOnAsync(call.Context.Time.GetUtcNow(), $"after a lost answer: {e.Failure.Text}", lookUpsLeft - 1, cancellation);
        }
    }

    /// <summary>The instances already in a state that the call leads to, with that state.</summary>
    private async Task<Dictionary<string, JsonObject>> FindDoneAsync(CancellationToken cancellation)
    {
        var ids = new JsonArray([.. _ids.Select(id => (JsonNode)id)]);
        var output = await call.To("DescribeInstances", new JsonObject { ["InstanceIds"] = ids }).SendAsync(cancellation);
        return Instances(output)
            .Where(instance => _operation.DoneStates.Contains(instance["State"]?["Name"]?.GetValue<string>(), StringComparer.Ordinal))
            .ToDictionary(instance => instance["InstanceId"]!.GetValue<string>(), instance => (JsonObject)instance["State"]!, StringComparer.Ordinal);
    }

    private static IEnumerable<JsonNode> Instances(JsonObject output) =>
        from reservation in output["Reservations"] as JsonArray ?? []
        from instance in reservation?["Instances"] as JsonArray ?? []
        select instance;

    /// <summary>In the call's own shape. What state an instance found done was in before isn't known, so that is left out.</summary>
    private JsonObject Result(Dictionary<string, JsonObject> done, List<JsonObject> changed)
    {
        var byId = changed.ToDictionary(change => change["InstanceId"]!.GetValue<string>(), change => change.DeepClone(), StringComparer.Ordinal);
        foreach (var (id, state) in done) byId[id] = new JsonObject { ["InstanceId"] = id, ["CurrentState"] = state.DeepClone() };
        return new JsonObject { [_operation.ListName] = new JsonArray([.. _ids.Where(byId.ContainsKey).Select(id => byId[id])]) };
    }
}
