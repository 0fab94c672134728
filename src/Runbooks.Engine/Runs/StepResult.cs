using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Compilation;
using Runbooks.Engine.Steps;

namespace Runbooks.Engine.Runs;

/// <summary>What one member of a finished step group gave: the variables under <c>steps.NAME.</c>. A loop's are gathered into lists.</summary>
internal sealed class StepResult
{
    private readonly Node _group;
    private readonly List<Node> _nodes;
    private readonly bool _isLoop;
    private readonly Dictionary<string, string> _gathered = new(StringComparer.Ordinal);

    private StepResult(Node group, List<Node> nodes, bool isLoop) => (_group, _nodes, _isLoop) = (group, nodes, isLoop);

    /// <summary>Argo's message on the one node of a loop over nothing.</summary>
    public const string SkippedEmpty = "Skipped, empty params";

    public static StepResult Of(Node group, CompiledStep step)
    {
        group.Results ??= [];
        if (!group.Results.TryGetValue(step.Index, out var result))
            group.Results[step.Index] = result = new StepResult(group, group.ChildList.FindAll(child => child.StepIndex == step.Index), step.IsLoop);
        return result;
    }

    /// <param name="name">What stands behind <c>steps.NAME.</c>.</param>
    public string? Find(string name)
    {
        var node = _isLoop ? _group : _nodes[0];
        return name switch
        {
            "id" => node.ArgoId,
            "status" => node.Phase.ToString(),
            "startedAt" => GlobalScope.Rfc3339(node.StartedAt),
            "finishedAt" => node.FinishedAt is { } at ? GlobalScope.Rfc3339(at) : null,
            "hostNodeName" => node.HostNodeName,
            "exitCode" => node.Outputs?.ExitCode,
            "outputs.result" => _isLoop ? Gathered(name, GatherResults) : node.Outputs?.Result,
            "outputs.parameters" => _isLoop ? Gathered(name, GatherAllParameters) : null,
            _ when name.StartsWith("outputs.parameters.", StringComparison.Ordinal) => Parameter(node, name["outputs.parameters.".Length..]),
            _ => null,
        };
    }

    private string? Parameter(Node node, string parameter) =>
        _isLoop ? Gathered(parameter, () => GatherParameter(parameter)) : node.Outputs?.Parameters.GetValueOrDefault(parameter);

    private string Gathered(string key, Func<string> gather)
    {
        if (!_gathered.TryGetValue(key, out var list)) _gathered[key] = list = gather();
        return list;
    }

    // As in Argo, the outputs of members that did not succeed are left out: the list may be shorter than the items.
    private IEnumerable<StepOutputs> Outputs => _nodes.Where(node => node.Phase == NodePhase.Succeeded).Select(node => node.Outputs).OfType<StepOutputs>();

    private string GatherResults() =>
        new JsonArray([.. Outputs.Where(outputs => outputs.Result is not null).Select(outputs => Parse(outputs.Result!))]).ToJsonString(ArgoJson.Options);

    private string GatherAllParameters() =>
        JsonSerializer.Serialize(Outputs.Where(outputs => outputs.Parameters.Count > 0).Select(outputs => outputs.Parameters), ArgoJson.Options);

    /// <summary>Lists and maps stay what they are if all are; else every value is a text.</summary>
    private string GatherParameter(string parameter)
    {
        var values = Outputs.Select(outputs => outputs.Parameters.GetValueOrDefault(parameter)).OfType<string>().ToList();
        var parsed = values.Select(TryParse).ToList();
        return parsed.TrueForAll(value => value is JsonObject or JsonArray)
            ? new JsonArray([.. parsed]).ToJsonString(ArgoJson.Options)
            : JsonSerializer.Serialize(values, ArgoJson.Options);
    }

    private static JsonNode? Parse(string result)
    {
        try { return JsonNode.Parse(result); }
        catch (JsonException)
        {
            throw new StepInputException($"a result of the loop is not JSON, so the results can't be made a list: '{Shorten(result)}'; print \"quoted text\", a number, or JSON");
        }
    }

    private static JsonNode? TryParse(string value)
    {
        try { return JsonNode.Parse(value); }
        catch (JsonException) { return null; }
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
