using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Runbooks.Schemas;

namespace Runbooks.Providers.Aws.Steps;

/// <summary>
/// What is given and comes out empty is a mistake: it never stands for the environment's value, nor for "all" where AWS takes it as not given.
/// </summary>
internal static partial class GivenValues
{
    /// <summary>What is empty in a step's body beside its <c>parameters</c>. An expected value may be.</summary>
    public static IEnumerable<Problem> Empty(JsonObject body) => EmptyFields(body, "");

    /// <summary>What is empty in the parameters of a request. Only what says what it is about may not be.</summary>
    public static IEnumerable<Problem> EmptyInRequest(JsonObject parameters) => EmptyRequestFields(parameters, "parameters");

    private static IEnumerable<Problem> EmptyFields(JsonObject given, string path)
    {
        foreach (var (name, value) in given)
            if (name is "parameters" or "equals" or "in") continue;
            else if (IsBlank(value) || (name == "credentials" && value is JsonObject { Count: 0 })) yield return GivenButEmpty(JsonPath.Field(path, name), name);
            else if (value is JsonObject fields)
                foreach (var problem in EmptyFields(fields, JsonPath.Field(path, name))) yield return problem;
            else if (value is JsonArray items)
                foreach (var problem in items.SelectMany((item, i) => EmptyFields(item as JsonObject ?? [], JsonPath.Index(JsonPath.Field(path, name), i)))) yield return problem;
    }

    private static IEnumerable<Problem> EmptyRequestFields(JsonObject given, string path) =>
        given.SelectMany(field => EmptyRequestValue(field.Value, field.Key, JsonPath.Field(path, field.Key)));

    private static IEnumerable<Problem> EmptyRequestValue(JsonNode? value, string name, string path) => value switch
    {
        JsonArray { Count: 0 } => [new Problem(path, "the list is empty, which AWS takes as not given at all: leave it out if that is meant, or skip the step with 'when'")],
        // That an item is null is the schema's to say.
        JsonArray items => items.SelectMany((item, i) => item is null ? [] : EmptyRequestValue(item, name, JsonPath.Index(path, i))),
        JsonObject fields => EmptyRequestFields(fields, path),
        _ => IsBlank(value) && ChoosesSomething().IsMatch(name) ? [GivenButEmpty(path, name)] : [],
    };

    private static Problem GivenButEmpty(string path, string name) => new(path, $"'{name}' is given, but empty: give it a value, or leave it out");

    private static bool IsBlank(JsonNode? value) =>
        value is null || (value.GetValueKind() == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetValue<string>()));

    /// <summary>Fields by which a request says what it is about; others (descriptions, values of tags and filters, <c>NoDevice</c>) may be empty.</summary>
    [GeneratedRegex("(Id|Arn|Name|Key|Region|Zone|Type|Owner|Resource|User|Group|Filter)s?$")]
    private static partial Regex ChoosesSomething();
}
