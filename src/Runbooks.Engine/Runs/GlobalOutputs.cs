using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>The outputs that nodes give to the whole run by a <c>globalName</c>: <c>workflow.outputs.parameters.NAME</c>. Part of the fold: of several, the last one counts.</summary>
internal sealed class GlobalOutputs
{
    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _neverWritten = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Parameters => _parameters;

    /// <summary>The value of a name; for what a step that failed has not come to give, its default or else, as in Argo, an empty text. Null if there is none.</summary>
    public string? Find(string name) => _parameters.GetValueOrDefault(name) ?? _neverWritten.GetValueOrDefault(name);

    /// <summary>Takes what a node that has just ended gives.</summary>
    public void Take(RunState run, Node node)
    {
        if (node.TemplateKey is not { } key || run.Runbook.Find(key) is not { GlobalNames: { Count: > 0 } names } template) return;
        foreach (var (output, name) in names)
            if (node.Outputs?.Parameters.TryGetValue(output, out var value) == true) _parameters[Filled(name, run, node)] = value;
            else if (node.FailedOrErrored) _neverWritten[Filled(name, run, node)] = template.Template.Outputs.Parameters.First(each => each.Name == output).ValueFrom?.Default?.Text ?? "";
    }

    private static string Filled(TextTemplate name, RunState run, Node node)
    {
        if (!name.HasTags) return name.Text;
        try { return name.Fill(NodeScope.Of(run, node)); }
        catch (UnresolvedTagException) { return name.Text; }
    }
}
