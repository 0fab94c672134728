using Runbooks.Engine.Argo;
using Runbooks.Engine.Expressions;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Compilation;

/// <summary>One lifecycle hook made ready to run.</summary>
internal sealed class CompiledHook
{
    public CompiledHook(string name, LifecycleHook hook, TemplateScope scope)
    {
        Name = name;
        Template = scope.Key(hook.Template, hook.TemplateRef);
        Arguments = [.. hook.Arguments.Parameters.Select(argument => (argument.Name, Value(argument)))];
        Expression = hook.Expression is { Length: > 0 } expression ? ScopedExpression.Parse(expression, ExpressionPlace.Hook) : null;
    }

    /// <summary><c>exit</c> for an exit handler.</summary>
    public string Name { get; }

    /// <summary>The key of the template that it calls.</summary>
    public string Template { get; }

    public IReadOnlyList<(string Name, TextTemplate? Value)> Arguments { get; }

    /// <summary>It is carried out when this first holds; null if it needs none.</summary>
    public ScopedExpression? Expression { get; }

    private static TextTemplate? Value(Parameter argument) => (argument.Value ?? argument.Default) is { } value ? TextTemplate.Parse(value.Text) : null;
}
