using System.Text.Json;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Steps;

namespace Runbooks.Engine.Runs;

/// <summary>
/// The outputs of a loop's nodes as lists, in the order of the items. As in Argo, nodes that did not succeed are left out: a list may
/// be shorter than the items were.
/// </summary>
internal sealed class LoopOutputs(List<Node> nodes)
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1000 };

    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);
    private string? _results;
    private string? _allParameters;

    private IEnumerable<StepOutputs> Outputs => nodes.Where(node => node.Phase == NodePhase.Succeeded || node.Type == NodeType.Skipped).Select(node => node.Outputs).OfType<StepOutputs>();

    /// <summary>The results, which are JSON themselves.</summary>
    public string Results => _results ??= GoJson.List(Outputs.Select(outputs => outputs.Result).OfType<string>().Select(GoJson.Compact));

    /// <summary>A list of maps.</summary>
    public string AllParameters => _allParameters ??= GoJson.List(Outputs.Where(outputs => outputs.Parameters.Count > 0).Select(outputs => GoJson.TextMap(outputs.Parameters)));

    /// <summary>Lists and maps stay what they are if all are; else every value is a text.</summary>
    public string Parameter(string name)
    {
        if (!_parameters.TryGetValue(name, out var list)) _parameters[name] = list = Gather(name);
        return list;
    }

    public string? Complaint => Outputs.Select(outputs => outputs.Result).OfType<string>().FirstOrDefault(result => TryParse(result) is null) is { } result
        ? $"a result of the loop is not JSON, so the results can't be made a list: '{Shorten(result)}'; print \"quoted text\", a number, or JSON"
        : null;

    private string Gather(string name)
    {
        var values = Outputs.Select(outputs => outputs.Parameters.GetValueOrDefault(name)).OfType<string>().ToList();
        var parsed = values.Select(TryParse).ToList();
        return parsed.TrueForAll(value => value is { ValueKind: JsonValueKind.Object or JsonValueKind.Array })
            ? GoJson.List(parsed.Select(value => GoJson.Normal(value!.Value)))
            : GoJson.List(values.Select(text => GoJson.Quote(text)));
    }

    private static JsonElement? TryParse(string value)
    {
        try { return JsonDocument.Parse(value, Deep).RootElement; }
        catch (JsonException) { return null; }
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
