using Runbooks.Engine.Argo;
using Runbooks.Engine.Conditions;
using Runbooks.Engine.Expressions;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Compilation;

/// <summary>One output parameter of a steps or dag template: <c>valueFrom.parameter</c> or <c>valueFrom.expression</c>, with its default.</summary>
internal sealed class CompiledOutput(Parameter parameter)
{
    /// <summary>As in Argo, an expression reads these and no others; tags in it may name any variable.</summary>
    private static readonly string[] Families = ["inputs", "steps", "tasks", "workflow.outputs"];

    private readonly ScopedExpression? _expression =
        parameter.ValueFrom?.Expression is { Length: > 0 } expression ? ScopedExpression.Parse(expression, ExpressionPlace.ValueFrom) : null;

    private readonly TextTemplate _source = TextTemplate.Parse(parameter.ValueFrom?.Parameter ?? parameter.Value?.Text ?? "");

    public string Name => parameter.Name;

    /// <exception cref="UnresolvedTagException">The source has no value, and there is no default.</exception>
    /// <exception cref="ConditionException">The expression gives nothing, and there is no default.</exception>
    public string ValueIn(Scope scope)
    {
        if (_expression is not null) return Evaluated(_expression, scope);
        return Default is { } fallback && _source.Tags.Any(tag => tag.Expression is null && scope.Find(tag.Name) is null) ? fallback : _source.Fill(scope);
    }

    private string? Default => parameter.ValueFrom?.Default?.Text;

    private string Evaluated(ScopedExpression expression, Scope scope)
    {
        try
        {
            // As in Argo, a list is printed as Go prints it: [1 2].
            return expression.Value(new FamilyScope(scope, Families), scope) is { } value
                ? ExpressionValue.Text(value)
                : throw new ConditionException($"failed to evaluate expression \"{expression.Text}\": it gives nothing");
        }
        catch (Exception wrong) when (Default is not null && wrong is (ConditionException or UnresolvedTagException))
        {
            return Default!;
        }
    }
}
