using Runbooks.Engine.Argo;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Hooks and exit handlers call a template that is there, give it what it needs and, but for those at the end, say when.</summary>
internal static class Hooks
{
    public static void Check(LintContext context)
    {
        var spec = context.Workflow.Spec;
        CheckAll(context, context, spec.OnExit, spec.Hooks, context.SpecPath);
        foreach (var step in context.Templates.SelectMany(site => site.Steps)) CheckAll(context, step.Owner.Context, step.Step.OnExit, step.Step.Hooks, step.Path);
    }

    /// <param name="home">The document where names of templates are looked up.</param>
    private static void CheckAll(LintContext context, LintContext home, string? onExit, IReadOnlyDictionary<string, LifecycleHook>? hooks, string path)
    {
        if (onExit is { Length: > 0 }) CheckOnExit(context, home, onExit, $"{path}.onExit");
        foreach (var (name, hook) in hooks ?? new Dictionary<string, LifecycleHook>()) CheckHook(context, home, name, hook, JsonPath.Field($"{path}.hooks", name));
        if (onExit is { Length: > 0 } && hooks?.ContainsKey(LifecycleHook.Exit) == true)
            context.Warning($"{path}.hooks.{LifecycleHook.Exit}", "'onExit' stands there, too, and is the one that counts", "two-exit-handlers");
    }

    private static void CheckOnExit(LintContext context, LintContext home, string template, string path)
    {
        if (home.Find(template) is { } called) CheckArguments(context, called, Argo.Arguments.None, takesWorkflows: true, path);
        else Undefined(context, home, template, path);
    }

    private static void CheckHook(LintContext context, LintContext home, string name, LifecycleHook hook, string path)
    {
        if (name != LifecycleHook.Exit && hook.Expression is null or "")
            context.Error(path, $"the hook '{name}' needs 'expression': when it is carried out; without one, only a hook called 'exit' is, at the end", "missing-expression");
        if (hook.TemplateRef is { } reference) TemplateReferences.CheckReference(context, reference, $"{path}.templateRef");
        else if (hook.Template is null or "") context.Error(path, $"the hook '{name}' needs 'template': the name of the template that it carries out; or 'templateRef'", "missing-template");
        else if (home.Find(hook.Template) is null) Undefined(context, home, hook.Template, $"{path}.template");
        if (home.Find(hook.Template, hook.TemplateRef) is { } called)
            CheckArguments(context, called, hook.Arguments, takesWorkflows: name == LifecycleHook.Exit && hook.Arguments.Parameters.Count == 0, path);
    }

    private static void Undefined(LintContext context, LintContext home, string template, string path) =>
        context.Error(path, $"there is no template '{template}'{context.Hint(template, home.TemplateNames)}", "undefined-template");

    /// <param name="takesWorkflows">It has none of its own, and so those of the workflow.</param>
    private static void CheckArguments(LintContext context, TemplateSite called, Argo.Arguments given, bool takesWorkflows, string path)
    {
        // Whoever uses the template may have more.
        if (takesWorkflows && context.IsTemplate) return;
        var names = (takesWorkflows ? context.Arguments : given.Parameters).Select(argument => argument.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var input in called.Template.Inputs.Parameters.Where(Passes.Arguments.IsNeeded).Where(input => !names.Contains(input.Name)))
            context.Error(path, $"{called} needs the parameter '{input.Name}'; give it under 'arguments.parameters'{(takesWorkflows ? " of the hook 'exit' or of the workflow" : "")}", "missing-argument");
    }
}
