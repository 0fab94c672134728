using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Lint;

/// <summary>Who carries out a template without giving one of its inputs a value.</summary>
internal static class CallersOf
{
    /// <summary>The run itself does: as its entrypoint, or at its end.</summary>
    public static bool LeavesOut(LintContext context, TemplateSite site, string input)
    {
        var spec = context.Workflow.Spec;
        var exit = spec.Hooks?.GetValueOrDefault(LifecycleHook.Exit);
        return !context.IsTemplate && !context.Arguments.Any(argument => argument.Name == input)
            && (site == context.Find(spec.Entrypoint) || site == context.Find(spec.OnExit) || (exit is { Arguments.Parameters.Count: 0 } && site == context.Find(exit.Template, exit.TemplateRef)));
    }

    /// <summary>A step or task of the document does.</summary>
    public static bool LeavesOutInStep(LintContext context, TemplateSite site, string input) =>
        context.Templates.SelectMany(each => each.Steps).Any(step => step.Called == site && step.Step.Arguments.Parameters.All(argument => argument.Name != input));
}
