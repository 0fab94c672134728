using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Runs;

/// <summary><c>{{workflow.parameters}}</c> and <c>{{inputs.parameters}}</c>: Argo's own objects with the values of this run, as a JSON list.</summary>
internal static class ParametersJson
{
    /// <summary>As Go has a list that was never made.</summary>
    private const string None = "null";

    public static string Of(IReadOnlyList<Parameter> declared, IReadOnlyDictionary<string, string>? values) =>
        declared.Count == 0 ? None : GoJson.List(declared.Select(parameter => GoJson.Object(Fields(parameter, values?.GetValueOrDefault(parameter.Name)))));

    private static IEnumerable<KeyValuePair<string, string>> Fields(Parameter parameter, string? value)
    {
        yield return new("name", GoJson.Quote(parameter.Name));
        if (parameter.Default is { } fallback) yield return new("default", GoJson.Quote(fallback.Text));
        if (value is not null) yield return new("value", GoJson.Quote(value));
        if (parameter.Enum is { Count: > 0 } allowed) yield return new("enum", GoJson.List(allowed.Select(choice => GoJson.Quote(choice.Text))));
        if (parameter.Description is { } description) yield return new("description", GoJson.Quote(description));
    }
}
