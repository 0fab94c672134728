using Runbooks.Engine.Expressions;
using Runbooks.Engine.Templating;

namespace Runbooks.Cli.Expressions;

/// <summary>The variables of a file as tags see them: by dotted names, and by expressions.</summary>
internal sealed class VariableScope(EvaluationContext context) : Scope
{
    public override EvaluationContext ExpressionContext(bool readsItem = true) => context;

    protected override string? FindHere(string name) => Value(name) switch
    {
        null => null,
        string text => text,
        var value => ExpressionValue.TryJson(value, out var json, escapeHtml: false) ? json : ExpressionValue.Text(value),
    };

    protected override IEnumerable<string> NamesUnderHere(string name) =>
        (name.Length == 0 ? context.Variables : Value(name)) is IReadOnlyDictionary<string, object?> map ? map.Keys : [];

    private object? Value(string name)
    {
        object? value = context.Variables;
        foreach (var part in name.Split('.'))
            if (value is not IReadOnlyDictionary<string, object?> map || !map.TryGetValue(part, out value)) return null;
        return value;
    }
}
