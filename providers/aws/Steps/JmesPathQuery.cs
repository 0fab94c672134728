using System.Text.Json.Nodes;
using DevLab.JmesPath;
using Runbooks.Providers.Aws.Clients;
using Runbooks.Waiting;

namespace Runbooks.Providers.Aws.Steps;

/// <summary>JMESPath, as after <c>--query</c> of the AWS command line.</summary>
internal static class JmesPathQuery
{
    private static readonly RecentCache<string, ExpressionPool> Known = new(capacity: 1000);

    /// <summary>Null, with what is wrong, if the text is no JMESPath or calls a function that isn't there.</summary>
    public static Query? Parse(string text, out string? error)
    {
        try
        {
            var expressions = Known.GetOrAdd(text, () => new ExpressionPool(text));
            error = null;
            return new Query(text, document => Evaluate(expressions, text, document));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            error = $"'{text}' is no JMESPath query: {Reason(e)}";
            return null;
        }
    }

    private static JsonNode? Evaluate(ExpressionPool expressions, string text, JsonNode? document)
    {
        try
        {
            // Newtonsoft's tree is the library's own; its reader must not turn texts into dates, which ParseJson sees to.
            var json = JmesPath.ParseJson(document?.ToJsonString() ?? "null");
            var found = expressions.Use(expression => expression.Transform(json)).AsJToken();
            return JsonNode.Parse(found.ToString(Newtonsoft.Json.Formatting.None));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new QueryException($"query '{text}' doesn't fit the output: {Reason(e)}", e);
        }
    }

    /// <summary>The library throws bare exceptions that begin with "Error".</summary>
    private static string Reason(Exception e) =>
        e.Message.StartsWith("Error: ", StringComparison.Ordinal) ? e.Message["Error: ".Length..] : e.Message.TrimEnd('.');
}
