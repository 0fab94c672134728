using Runbooks.Engine.Compilation;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>Makes the node that carries out a template: its type, and its inputs from the arguments given.</summary>
internal static class TemplateStart
{
    /// <exception cref="StepInputException">An input has no value or one that isn't allowed.</exception>
    public static NodeStart Of(CompiledTemplate template, string name, IReadOnlyDictionary<string, string> arguments, Scope scope) =>
        template.Kind switch
        {
            TemplateKind.Steps => new NodeStart(name, NodeType.Steps, NodePhase.Running),
            TemplateKind.Plugin => new NodeStart(name, NodeType.Plugin, NodePhase.Pending),
            TemplateKind.Container or TemplateKind.Script => new NodeStart(name, NodeType.Pod, NodePhase.Pending),
            _ => throw new InvalidOperationException($"no node for {template.Kind}"),
        } with
        { Template = template.Template.Name, Inputs = Inputs(template, arguments, scope) };

    private static Dictionary<string, string>? Inputs(CompiledTemplate template, IReadOnlyDictionary<string, string> arguments, Scope scope)
    {
        if (template.Inputs.Count == 0) return null;
        try
        {
            return template.Inputs.ToDictionary(input => input.Name, input => input.ValueFor(arguments.GetValueOrDefault(input.Name), scope), StringComparer.Ordinal);
        }
        catch (ArgumentException wrong)
        {
            throw new StepInputException(wrong.Message);
        }
    }
}
