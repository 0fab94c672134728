using Runbooks.Engine.Argo;
using Runbooks.Engine.Steps;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>The outputs of a suspend template: what was supplied while it waited or else, as in Argo, the output's default or that of the input of the same name.</summary>
internal static class SuppliedOutputs
{
    public static string NotSet(string output) => $"raw output parameter '{output}' has not been set and does not have a default value";

    /// <summary>What the node gives, were it to go on now.</summary>
    /// <exception cref="StepInputException">An output was not supplied and has no default.</exception>
    /// <exception cref="UnresolvedTagException">A default has a tag without a value.</exception>
    public static StepOutputs? Of(Node node, DecisionInProgress decision)
    {
        var declared = Declared(node, decision);
        if (declared.Count == 0) return node.Outputs;
        return new StepOutputs
        {
            Parameters = declared.ToDictionary(output => output.Name, output => ValueOf(output, node, decision) ?? throw new StepInputException(NotSet(output.Name)), StringComparer.Ordinal),
        };
    }

    /// <summary>The names of those that were not supplied and have no default.</summary>
    public static IEnumerable<string> Missing(Node node, DecisionInProgress decision) =>
        Declared(node, decision).Where(output => ValueOf(output, node, decision) is null).Select(output => output.Name);

    /// <summary>Those that may be supplied.</summary>
    public static List<Parameter> Expected(Node node, DecisionInProgress decision) =>
        [.. Declared(node, decision).Where(output => output.ValueFrom?.Supplied is not null)];

    /// <summary>The values that an output may be given, or null for any: the output's <c>enum</c> or that of the input of the same name.</summary>
    public static IReadOnlyList<string>? Choices(Parameter output, Node node, DecisionInProgress decision) =>
        (output.Enum ?? Input(output, node, decision)?.Enum)?.Select(choice => choice.Text).ToList();

    private static IReadOnlyList<Parameter> Declared(Node node, DecisionInProgress decision) => decision.TemplateOf(node).Template.Outputs.Parameters;

    private static string? ValueOf(Parameter output, Node node, DecisionInProgress decision) =>
        node.Outputs?.Parameters.GetValueOrDefault(output.Name)
        ?? ((output.ValueFrom?.Default ?? output.Value ?? Input(output, node, decision)?.Default) is { } fallback
            ? TextTemplate.Parse(fallback.Text).Fill(NodeScope.Of(decision.Run, node))
            : null);

    private static Parameter? Input(Parameter output, Node node, DecisionInProgress decision) =>
        decision.TemplateOf(node).Template.Inputs.Parameters.FirstOrDefault(input => input.Name == output.Name);
}
