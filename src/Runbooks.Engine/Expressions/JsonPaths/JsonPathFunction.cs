using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Functions;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.JsonPaths;

/// <summary><c>jsonpath(text, '$.path')</c>: a value of a JSON text. A path that may meet many (<c>*</c>, <c>..</c>, slices, filters) gives a list.</summary>
internal static class JsonPathFunction
{
    public static object? Call(Evaluation evaluation, object?[] args)
    {
        var root = TextFunctions.FromJson(evaluation, Text(args[0]));
        return new JsonPathQuery(evaluation).Run(JsonPathParser.Parse(Text(args[1])), root);
    }

    private static string Text(object? value) => value switch
    {
        string text => text,
        null => "",
        _ => throw new EvaluationException($"reflect: Call using {GoType.Name(value)} as type string"),
    };
}
