using Runbooks.Engine.Compilation;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>Makes the node that carries out a template: its type, and its inputs from the arguments given.</summary>
internal static class TemplateStart
{
    /// <param name="global">The workflow's variables.</param>
    /// <exception cref="StepInputException">An input has no value or one that isn't allowed.</exception>
    public static NodeStart Of(CompiledTemplate template, string name, IReadOnlyDictionary<string, string> arguments, Scope global) =>
        (template.IsRetried ? new NodeStart(name, NodeType.Retry, NodePhase.Running) : Attempt(template, name)) with
        { Template = template.Template.Name, Inputs = Inputs(template, arguments, global) };

    /// <summary>The node that does it, once. An attempt of a retried node has the template and the inputs of that.</summary>
    public static NodeStart Attempt(CompiledTemplate template, string name) =>
        template.Kind switch
        {
            TemplateKind.Steps => new NodeStart(name, NodeType.Steps, NodePhase.Running),
            TemplateKind.Dag => new NodeStart(name, NodeType.DAG, NodePhase.Running),
            TemplateKind.Suspend => new NodeStart(name, NodeType.Suspend, NodePhase.Running),
            TemplateKind.Plugin => new NodeStart(name, NodeType.Plugin, NodePhase.Pending),
            TemplateKind.Container or TemplateKind.Script => new NodeStart(name, NodeType.Pod, NodePhase.Pending),
            _ => throw new InvalidOperationException($"no node for {template.Kind}"),
        };

    private static Dictionary<string, string>? Inputs(CompiledTemplate template, IReadOnlyDictionary<string, string> arguments, Scope global)
    {
        if (template.Inputs.Count == 0) return null;
        var values = new Dictionary<string, string>(template.Inputs.Count, StringComparer.Ordinal);
        var scope = new InputsSoFar(values, global);
        try
        {
            foreach (var input in template.Inputs) values[input.Name] = input.ValueFor(arguments.GetValueOrDefault(input.Name), scope);
        }
        catch (ArgumentException wrong)
        {
            throw new StepInputException(wrong.Message);
        }
        return values;
    }

    private sealed class InputsSoFar(Dictionary<string, string> values, Scope outer) : Scope(outer)
    {
        private const string Prefix = "inputs.parameters.";

        protected override string? FindHere(string name) =>
            name.StartsWith(Prefix, StringComparison.Ordinal) ? values.GetValueOrDefault(name[Prefix.Length..]) : null;
    }
}
