using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Resources;

namespace Runbooks.Kubernetes.Resources;

/// <summary>Takes a resource step's output parameters out of its object.</summary>
internal static class ResourceOutputs
{
    /// <param name="value">Null if there is no object: it was deleted, or none was asked for. Then, as in Argo, defaults hold, and what has none is empty.</param>
    /// <exception cref="ResourceRefusedException">A path or filter is wrong, or doesn't fit the object.</exception>
    public static Dictionary<string, string> Of(IReadOnlyList<Parameter> parameters, JsonObject? value)
    {
        var outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in parameters.Where(parameter => parameter.ValueFrom is not null))
            outputs[parameter.Name] = value is null ? parameter.ValueFrom!.Default?.Text ?? "" : Of(parameter, value);
        return outputs;
    }

    private static string Of(Parameter parameter, JsonObject value)
    {
        try
        {
            if (parameter.ValueFrom!.JsonPath is { Length: > 0 } path)
                return KubectlTemplate.TryParse(path, out var template, out var wrong) ? template.Fill(value) : throw new FormatException(wrong);
            if (parameter.ValueFrom.JqFilter is { Length: > 0 } filter)
                return JqFilter.TryParse(filter, out var parsed, out var wrong) ? parsed.Apply(value) : throw new FormatException(wrong);
            return parameter.ValueFrom.Default?.Text ?? "";
        }
        catch (FormatException e)
        {
            throw new ResourceRefusedException($"outputs.parameters.{parameter.Name}: {e.Message}", e);
        }
    }
}
