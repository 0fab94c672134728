using Runbooks.Engine.Expressions;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>A WorkflowEventBinding has expressions that can be read. Argo checks no more, so no more is an error.</summary>
internal static class EventBindings
{
    public static void Check(LintContext context)
    {
        if (context.Bound.Binding?.Spec is not { } spec) return;
        CheckExpression(context, spec.Event.Selector, "spec.event.selector", ExpressionPlace.EventSelector);
        if (spec.Submit is not { } submit) return;
        if (context.Workflow.Spec.WorkflowTemplateRef is { Name: { Length: > 0 } name } reference && context.Base is null)
            context.Warning("spec.submit.workflowTemplateRef.name", context.Library.Complaint(context, new DocumentReference(name, reference.ClusterScope)), "undefined-document");
        var parameters = submit.Arguments?.Parameters ?? [];
        for (var i = 0; i < parameters.Count; i++)
        {
            var path = $"spec.submit.arguments.parameters[{i}]";
            if (parameters[i].ValueFrom?.Event is { } source) CheckExpression(context, source, $"{path}.valueFrom.event", ExpressionPlace.EventMetadata);
            if (context.Base is { } other && !other.Arguments.Any(argument => argument.Name == parameters[i].Name))
                context.Warning($"{path}.name", $"{other.Kind} '{other.Workflow.Metadata.Name}' has no parameter '{parameters[i].Name}'{context.Hint(parameters[i].Name, other.Arguments.Select(argument => argument.Name))}", "unknown-argument");
        }
    }

    private static void CheckExpression(LintContext context, string text, string path, ExpressionPlace place)
    {
        if (!Expression.TryParse(text, ExpressionLibrary.For(place), out _, out var wrong))
            context.Warning(path, $"'{text}' is no expression: {wrong.Message}", "invalid-expression");
    }
}
