using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>The outputs that nodes give to the whole run by a <c>globalName</c>: <c>workflow.outputs.parameters.NAME</c>. Part of the fold: of several, the last one counts.</summary>
internal sealed class GlobalOutputs
{
    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Parameters => _parameters;

    /// <summary>Takes what a node that has just ended gives.</summary>
    public void Take(RunState run, Node node)
    {
        if (node.Outputs is not { Parameters: { Count: > 0 } given } || node.TemplateKey is not { } key || run.Runbook.Find(key) is not { GlobalNames: { Count: > 0 } names }) return;
        foreach (var (output, name) in names)
            if (given.TryGetValue(output, out var value)) _parameters[Filled(name, run, node)] = value;
    }

    private static string Filled(TextTemplate name, RunState run, Node node)
    {
        if (!name.HasTags) return name.Text;
        try { return name.Fill(NodeScope.Of(run, node)); }
        catch (UnresolvedTagException) { return name.Text; }
    }
}
