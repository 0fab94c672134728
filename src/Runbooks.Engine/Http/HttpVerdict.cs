using Runbooks.Engine.Expressions;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Engine.Http;

/// <summary>Whether an <c>http</c> step has succeeded: by its <c>successCondition</c> or, without one, by the status.</summary>
public static class HttpVerdict
{
    /// <summary>What a condition can name.</summary>
    internal static readonly string[] Variables = ["request", "response"];

    /// <param name="http">The template with its tags filled in. The values of headers from Secrets are not shown to the condition.</param>
    public static StepOutcome Of(Argo.Http http, HttpExchange exchange, DateTimeOffset now)
    {
        var outputs = new StepOutputs { Result = exchange.Body };
        var (holds, complaint) = http.SuccessCondition is { Length: > 0 } condition
            ? Judge(condition, http, exchange, now)
            : (exchange.StatusCode is >= 200 and < 300, $"received non-2xx response code: {exchange.StatusCode}");
        return holds ? new StepOutcome(NodePhase.Succeeded, null, outputs) : new StepOutcome(NodePhase.Failed, complaint, outputs);
    }

    private static (bool Holds, string Complaint) Judge(string condition, Argo.Http http, HttpExchange exchange, DateTimeOffset now)
    {
        if (!Expression.TryParse(condition, ExpressionLibrary.For(ExpressionPlace.HttpSuccessCondition), out var expression, out var error)
            || !expression.TryEvaluate(new EvaluationContext { Variables = Scope(http, exchange), Now = now }, out var value, out error))
            return (false, $"successCondition '{condition}': {error}");
        return value is bool holds
            ? (holds, $"successCondition '{condition}' evaluated false")
            : (false, $"successCondition '{condition}' is neither true nor false, but {ExpressionValue.Text(value)}");
    }

    private static Dictionary<string, object?> Scope(Argo.Http http, HttpExchange exchange) => new()
    {
        ["request"] = new Dictionary<string, object?>
        {
            ["method"] = http.Method ?? "",
            ["url"] = http.Url,
            ["body"] = http.Body ?? "",
            ["bodyBytes"] = http.BodyFrom?.Bytes is { } bytes ? Convert.FromBase64String(bytes).Select(octet => (object?)(long)octet).ToArray() : Array.Empty<object?>(),
            ["headers"] = Headers(http.Headers.Where(header => header.ValueFrom is null).Select(header => KeyValuePair.Create(header.Name, header.Value ?? ""))),
        },
        ["response"] = new Dictionary<string, object?>
        {
            ["statusCode"] = (long)exchange.StatusCode,
            ["body"] = exchange.Body,
            ["headers"] = Headers(exchange.Headers.Select(header => KeyValuePair.Create(Canonical(header.Key), header.Value))),
        },
    };

    private static Dictionary<string, object?> Headers(IEnumerable<KeyValuePair<string, string>> headers) => headers
        .GroupBy(header => header.Key, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => (object?)same.Select(header => (object?)header.Value).ToArray(), StringComparer.Ordinal);

    /// <summary>As Go names headers, whatever the server wrote: <c>Content-Type</c>.</summary>
    private static string Canonical(string name) =>
        string.Join('-', name.Split('-').Select(word => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant()));
}
