using System.Text.Json;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Status;

/// <summary>The parameters of a suspend node: with what someone needs to know who is to supply them.</summary>
internal static class SuspendParameters
{
    public static void Write(RunState run, Node node, Utf8JsonWriter json)
    {
        var template = run.Runbook.Find(node.TemplateKey!)!.Template;
        WriteList("inputs", template.Inputs.Parameters, json, input => Input(input, node, json));
        WriteList("outputs", template.Outputs.Parameters, json, output => Output(output, node, json));
    }

    private static void WriteList(string name, IReadOnlyList<Parameter> parameters, Utf8JsonWriter json, Action<Parameter> write)
    {
        if (parameters.Count == 0) return;
        json.WriteStartObject(name);
        json.WriteStartArray("parameters");
        foreach (var parameter in parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            write(parameter);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Input(Parameter input, Node node, Utf8JsonWriter json)
    {
        if (input.Default is { } fallback) json.WriteString("default", fallback.Text);
        if (node.Inputs?.GetValueOrDefault(input.Name) is { } value) json.WriteString("value", value);
        if (input.Enum is { } choices)
        {
            json.WriteStartArray("enum");
            foreach (var choice in choices) json.WriteStringValue(choice.Text);
            json.WriteEndArray();
        }
        if (input.Description is { } description) json.WriteString("description", description);
    }

    /// <summary>As in Argo: where the value comes from, until it is there.</summary>
    private static void Output(Parameter output, Node node, Utf8JsonWriter json)
    {
        if (node.Outputs?.Parameters.GetValueOrDefault(output.Name) is { } value)
        {
            json.WriteString("value", value);
            return;
        }
        if (output.ValueFrom?.Supplied is null) return;
        json.WriteStartObject("valueFrom");
        if (output.ValueFrom.Default is { } fallback) json.WriteString("default", fallback.Text);
        json.WriteStartObject("supplied");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
