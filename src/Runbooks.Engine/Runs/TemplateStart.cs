using System.Text.RegularExpressions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Compilation;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>Makes the node that carries out a template: its type, and its inputs from the arguments given.</summary>
internal static partial class TemplateStart
{
    /// <param name="argument">The value given for an input, or null.</param>
    /// <param name="global">The workflow's variables.</param>
    /// <exception cref="StepInputException">An input has no value or one that isn't allowed.</exception>
    public static NodeStart Of(CompiledTemplate template, string name, Func<string, string?> argument, GlobalScope global)
    {
        var start = template.IsRetried ? new NodeStart(name, NodeType.Retry, NodePhase.Running) : Attempt(template, name);
        var inputs = Inputs(template, name, argument, global);
        return start with
        {
            Template = template.Key,
            Inputs = inputs,
            DisplayName = template.DisplayName is { } shown ? DisplayName(shown, inputs, name, global) : null,
            Phase = template.HasLocks || template.Memoizes ? NodePhase.Pending : start.Phase,
        };
    }

    /// <summary>The node that does it, once. An attempt of a retried node has the template and the inputs of that.</summary>
    public static NodeStart Attempt(CompiledTemplate template, string name)
    {
        var (type, phase) = template.Kind switch
        {
            TemplateKind.Steps => (NodeType.Steps, NodePhase.Running),
            TemplateKind.Dag => (NodeType.DAG, NodePhase.Running),
            TemplateKind.Suspend => (NodeType.Suspend, NodePhase.Running),
            TemplateKind.Plugin => (NodeType.Plugin, NodePhase.Pending),
            TemplateKind.Http => (NodeType.HTTP, NodePhase.Pending),
            TemplateKind.Container or TemplateKind.Script or TemplateKind.ContainerSet or TemplateKind.Resource or TemplateKind.Data => (NodeType.Pod, NodePhase.Pending),
            _ => throw new InvalidOperationException($"no node for {template.Kind}"),
        };
        return new NodeStart(name, type, phase);
    }

    private static TextMap? Inputs(CompiledTemplate template, string name, Func<string, string?> argument, GlobalScope global)
    {
        if (template.Inputs.Count == 0) return null;
        var values = new string[template.Inputs.Count];
        var inputs = new TextMap(template.InputNames, values);
        var scope = new InputsSoFar(inputs, name, global);
        try
        {
            for (var i = 0; i < values.Length; i++) values[i] = template.Inputs[i].ValueFor(argument(template.InputNames[i]) ?? FromConfigMap(template.Inputs[i].Parameter, global.Run), scope);
        }
        catch (ArgumentException wrong)
        {
            throw new StepInputException(wrong.Message);
        }
        return inputs;
    }

    private static string DisplayName(TextTemplate template, TextMap? inputs, string name, GlobalScope global)
    {
        var shown = template.Fill(inputs is null ? global : new InputsSoFar(inputs, name, global));
        return Displayable().IsMatch(shown) ? shown : throw new StepInputException($"the display name '{shown}' can't be used: 2 to 63 letters, digits, '-' and '.', beginning and ending with a letter or digit");
    }

    /// <summary>Argo's own rule.</summary>
    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9-.]{0,61}[a-zA-Z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Displayable();

    private static string? FromConfigMap(Parameter input, RunState run) =>
        input.ValueFrom is { ConfigMapKeyRef: not null } source ? ConfigMapInputs.ValueOf(input.Name, source, run) : null;

    /// <summary>The values of the inputs before the one that is being made.</summary>
    private sealed class InputsSoFar(TextMap values, string node, Scope outer) : Scope(outer)
    {
        private const string Prefix = "inputs.parameters.";

        private readonly Scope _outer = outer;

        public override Occasion Occasion => field ??= _outer.Occasion.For(node);

        protected override string? FindHere(string name) =>
            name.StartsWith(Prefix, StringComparison.Ordinal) ? values.GetValueOrDefault(name[Prefix.Length..]) : null;

        protected override IEnumerable<string> NamesUnderHere(string name) => DottedNames.Under(Prefix, values.Where(entry => entry.Value is not null).Select(entry => entry.Key), name);
    }
}
