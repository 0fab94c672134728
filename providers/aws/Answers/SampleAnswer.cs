using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using Runbooks.Providers.Aws.Operations;
using Runbooks.Waiting;

namespace Runbooks.Providers.Aws.Answers;

/// <summary>An answer that an operation could give, made of its shape: every field is there, and every list has one item. It shows of which kind a query's result is.</summary>
internal static partial class SampleAnswer
{
    private const int Deepest = 8;

    /// <summary>The operation's answer, asked by the query, is one text, as far as the shapes tell; false also where the query doesn't fit them.</summary>
    /// <param name="parse">Makes a query of its text.</param>
    public static bool IsText(Operation operation, string query, Func<string, Query?> parse)
    {
        // A condition would find nothing among made-up values.
        if (parse(Conditions().Replace(query, "[*]")) is not { } asked) return false;
        try
        {
            return asked.Evaluate(Of(operation)) is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.String;
        }
        catch (QueryException)
        {
            return false;
        }
    }

    private static JsonObject Of(Operation operation) =>
        Structure(operation.Answer.Whole is { } whole ? AnswerShape.Of(whole) : operation.Answer, Deepest);

    private static JsonObject Structure(AnswerShape shape, int depth)
    {
        var sample = new JsonObject();
        if (depth == 0) return sample;
        foreach (var field in shape.Fields.Values) sample[field.Name] = Field(field, depth - 1);
        return sample;
    }

    private static JsonNode Field(AnswerField field, int depth) =>
        field.Type.IsGenericType && field.Type.GetGenericTypeDefinition() == typeof(List<>)
            ? new JsonArray(Inner(field.Type.GenericTypeArguments[0], field.Inner, depth))
            : Inner(field.Type, field.Inner, depth);

    private static JsonNode Inner(Type type, string? inner, int depth) => inner is null ? Value(type, depth) : new JsonObject { [inner] = Value(type, depth) };

    private static JsonNode Value(Type type, int depth) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var flag when flag == typeof(bool) => true,
        { IsPrimitive: true } => 1,
        var text when text == typeof(string) || text == typeof(DateTime) || text == typeof(MemoryStream) || text.IsSubclassOf(typeof(ConstantClass)) => "text",
        var shape => Structure(AnswerShape.Of(shape), depth),
    };

    [GeneratedRegex(@"\[\?[^\[\]]*\]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Conditions();
}
