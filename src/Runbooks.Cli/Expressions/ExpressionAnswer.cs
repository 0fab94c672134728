using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Conditions;
using Runbooks.Engine.Expressions;
using Runbooks.Engine.Templating;

namespace Runbooks.Cli.Expressions;

/// <summary>What an expression gives, or why it gives nothing.</summary>
/// <param name="Text">As a tag would put it into a text.</param>
/// <param name="Json">As JSON; what JSON can't hold is a text.</param>
internal sealed record ExpressionAnswer(string? Text, string? Json, string? Error)
{
    public static ExpressionAnswer Of(ExpressionLanguage language, string expression, JsonObject variables, TimeProvider time)
    {
        var context = new EvaluationContext
        {
            Variables = VariableTree.FromJson(variables),
            Now = time.GetUtcNow(),
            FindZone = name => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null,
            Seed = RandomNumberGenerator.GetBytes(32),
        };
        return language switch
        {
            ExpressionLanguage.Expr => Evaluate(expression, context),
            ExpressionLanguage.When => Ask(expression, context),
            _ => Fill(expression, context),
        };
    }

    private static string Quote(string text) => JsonValue.Create(text).ToJsonString(ArgoJson.Options);

    private static ExpressionAnswer Failed(string error) => new(null, null, error);

    private static ExpressionAnswer Evaluate(string text, EvaluationContext context)
    {
        if (!Expression.TryParse(text, ExpressionLibrary.Argo, out var expression, out var error) || !expression.TryEvaluate(context, out var value, out error))
            return Failed(error.In(text));
        var shown = ExpressionValue.Text(value);
        var json = ExpressionValue.TryJson(value, out var written) ? written : Quote(shown);
        return new ExpressionAnswer(value is string || json != written ? shown : written, json, null);
    }

    private static ExpressionAnswer Ask(string text, EvaluationContext context)
    {
        if (!WhenCondition.TryParse(text, out var condition, out var error)) return Failed($"Invalid 'when' expression '{text}': {error}");
        try
        {
            var answer = condition.Holds(new VariableScope(context)) ? "true" : "false";
            return new ExpressionAnswer(answer, answer, null);
        }
        catch (Exception refused) when (refused is ConditionException or UnresolvedTagException)
        {
            return Failed(refused.Message);
        }
    }

    private static ExpressionAnswer Fill(string text, EvaluationContext context)
    {
        var template = TextTemplate.Parse(text);
        if (template.UnclosedAt is { } open) return Failed(new ExpressionError("this '{{' is never closed by '}}'", open).In(text));
        try
        {
            var filled = template.Fill(new VariableScope(context));
            return new ExpressionAnswer(filled, Quote(filled), null);
        }
        catch (UnresolvedTagException refused)
        {
            return Failed(refused.Message);
        }
    }
}
