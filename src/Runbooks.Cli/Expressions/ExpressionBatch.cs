using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;

namespace Runbooks.Cli.Expressions;

/// <summary>One JSON object a line in, one a line out: for tests and tools.</summary>
internal static class ExpressionBatch
{
    /// <param name="language">Of lines that name none.</param>
    /// <param name="variables">Of lines that have none.</param>
    public static int Run(Shell shell, ExpressionLanguage language, JsonObject variables)
    {
        var input = shell.In();
        while (input.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var answer = Answer(line, language, variables, shell.Time);
            shell.Out.WriteLine(answer.Error is null ? $"{{\"value\":{answer.Json}}}" : new JsonObject { ["error"] = answer.Error }.ToJsonString(ArgoJson.Options));
        }
        return ExitCode.Succeeded;
    }

    private static ExpressionAnswer Answer(string line, ExpressionLanguage language, JsonObject variables, TimeProvider time)
    {
        try
        {
            if (JsonNode.Parse(line) is not JsonObject given || given["expr"] is not JsonValue expression || expression.GetValueKind() != JsonValueKind.String)
                return new ExpressionAnswer(null, null, "expected {\"expr\": \"…\", \"vars\": {…}, \"lang\": \"expr|when|template\"}");
            if (given["lang"] is { } named && !Enum.TryParse(named.ToString(), ignoreCase: true, out language))
                return new ExpressionAnswer(null, null, $"no language '{named}'; it is expr, when or template");
            var own = given["vars"] is JsonObject map ? VariableFile.Nested(map) : variables;
            return ExpressionAnswer.Of(language, expression.GetValue<string>(), own, time);
        }
        catch (Exception refused) when (refused is JsonException or ArgumentException or InvalidOperationException)
        {
            return new ExpressionAnswer(null, null, $"the line is no JSON: {refused.Message}");
        }
    }
}
