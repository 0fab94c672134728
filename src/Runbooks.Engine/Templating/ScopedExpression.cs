using System.Diagnostics.CodeAnalysis;
using Runbooks.Engine.Conditions;
using Runbooks.Engine.Expressions;

namespace Runbooks.Engine.Templating;

/// <summary>
/// A field that is an expression as a whole (<c>retryStrategy.expression</c>, <c>hooks.NAME.expression</c>, <c>labelsFrom.NAME.expression</c>, …), compiled once and
/// evaluated over a scope. As in Argo, <c>{{tags}}</c> in it are pasted before it is read: it is then compiled anew each time.
/// </summary>
public sealed class ScopedExpression
{
    private readonly TextTemplate _text;
    private readonly ExpressionPlace _place;

    /// <summary>Null if tags must be pasted first.</summary>
    private readonly Expression? _expression;

    private ScopedExpression(TextTemplate text, ExpressionPlace place, Expression? expression) => (_text, _place, _expression) = (text, place, expression);

    /// <summary>As written.</summary>
    public string Text => _text.Text;

    public static bool TryParse(string text, ExpressionPlace place, [NotNullWhen(true)] out ScopedExpression? scoped, [NotNullWhen(false)] out ExpressionError? error)
    {
        var template = TextTemplate.Parse(text);
        (scoped, error, Expression? expression) = (null, null, null);
        if (!template.HasTags && !Expression.TryParse(text, ExpressionLibrary.For(place), out expression, out error)) return false;
        scoped = new ScopedExpression(template, place, expression);
        return true;
    }

    /// <summary>For what lint has found no error in.</summary>
    /// <exception cref="ArgumentException">It is no expression.</exception>
    public static ScopedExpression Parse(string text, ExpressionPlace place) =>
        TryParse(text, place, out var scoped, out var error) ? scoped : throw new ArgumentException($"'{text}' is no expression: {error}", nameof(text));

    /// <summary>As Argo asks a condition: it is an error if it gives anything but true or false.</summary>
    /// <param name="scope">What it can read.</param>
    /// <param name="tags">What the tags in it mean, if that is something else.</param>
    /// <exception cref="ConditionException">It can't be told.</exception>
    /// <exception cref="UnresolvedTagException">A tag in it has no value.</exception>
    public bool Holds(Scope scope, Scope? tags = null)
    {
        var value = Value(scope, tags);
        return value as bool? ?? throw new ConditionException($"unable to cast expression result '{ExpressionValue.Text(value)}' to bool");
    }

    /// <summary>Null, a bool, a long, a double, a text, a list or a map.</summary>
    /// <inheritdoc cref="Holds"/>
    public object? Value(Scope scope, Scope? tags = null)
    {
        var text = _expression is null ? _text.Fill(tags ?? scope) : Text;
        if ((_expression ?? Parsed(text)).TryEvaluate(scope.ExpressionContext(), out var value, out var error)) return value;
        throw Failed(text, error);
    }

    private Expression Parsed(string text) =>
        Expression.TryParse(text, ExpressionLibrary.For(_place), out var expression, out var error) ? expression : throw Failed(text, error);

    private static ConditionException Failed(string text, ExpressionError error) => new($"unable to evaluate expression '{text}': {error.Message}");
}
