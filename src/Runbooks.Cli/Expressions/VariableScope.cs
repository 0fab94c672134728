using Runbooks.Engine.Expressions;
using Runbooks.Engine.Templating;

namespace Runbooks.Cli.Expressions;

/// <summary>The variables of a file as tags see them: by dotted names, and by expressions.</summary>
internal sealed class VariableScope(EvaluationContext context) : Scope
{
    protected override string? FindHere(string name)
    {
        if (name.StartsWith('=')) return Evaluate(name[1..]);
        object? value = context.Variables;
        foreach (var part in name.Split('.'))
            if (value is not IReadOnlyDictionary<string, object?> map || !map.TryGetValue(part, out value)) return null;
        return value is null ? null : value is string text ? text : ExpressionValue.TryJson(value, out var json, escapeHtml: false) ? json : ExpressionValue.Text(value);
    }

    private string Evaluate(string expression)
    {
        if (!Expression.TryParse(expression, ExpressionLibrary.For(ExpressionPlace.TemplateTag), out var parsed, out var error) || !parsed.TryEvaluate(context, out var value, out error))
            throw CommandException.BadInput($"failed to evaluate expression: {error.In(expression)}");
        return ExpressionTag.TryText(value, out var text, out var problem) ? text : throw CommandException.BadInput($"failed to evaluate expression '{expression.Trim()}': {problem}");
    }
}
