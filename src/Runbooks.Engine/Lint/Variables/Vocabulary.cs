using System.Text.RegularExpressions;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Variables;

/// <summary>The variables that a tag can name at one place of a document: those of the workflow, and of the template, steps and item around it.</summary>
internal sealed partial record Vocabulary(LintContext Context, WorkflowVariables Workflow)
{
    private static readonly string[] Roots = ["workflow", "inputs", "outputs", "steps", "tasks", "item", "pod", "node"];

    public TemplateVariables? Template { get; init; }

    public StepVariables? Steps { get; init; }

    public ItemVariables? Item { get; init; }

    /// <summary>For an inline template: what the step around it sees, and so does the template.</summary>
    public Vocabulary? Around { get; init; }

    /// <param name="reader">The step that reads, or null for the template's outputs.</param>
    public Vocabulary WithSteps(TemplateSite site, StepSite? reader) => this with { Steps = new StepVariables(Context, site, reader) };

    public Vocabulary WithItem(StepSite loop) => this with { Item = new ItemVariables(Context, loop) };

    /// <summary>What is wrong with a tag's name here, or null.</summary>
    public TagProblem? Check(string name) => CheckHere(name) is { } problem && (Around is null || Around.Check(name) is not null) ? problem : null;

    private TagProblem? CheckHere(string name)
    {
        if (name.Contains("{{", StringComparison.Ordinal)) return new TagProblem("a tag within a tag is not supported yet", "unsupported-tag");
        if (name.StartsWith('=')) return new TagProblem("expression tags, '{{=…}}', are not supported yet", "unsupported-tag");
        var dot = name.IndexOf('.');
        return (dot < 0 ? name : name[..dot]) switch
        {
            "workflow" when dot > 0 => Workflow.Check(name),
            "inputs" or "outputs" or "pod" or "node" when dot > 0 => Template is null ? OnlyIn(name, "a template") : Template.Check(name),
            "steps" or "tasks" when name is "steps.name" or "tasks.name" => Template is null ? OnlyIn(name, "a template") : null,
            "steps" when dot > 0 => Steps is null ? OnlyIn(name, "a step, or the outputs of a template with steps") : Steps.Check(name),
            "tasks" when dot > 0 => Steps is null ? OnlyIn(name, "a task, or the outputs of a template with a dag") : Steps.Check(name),
            "item" => ItemVariables.Check(Item, name),
            "retries" or "lastRetry" => Template is null ? OnlyIn(name, "a template") : Template.CheckRetry(name),
            _ => Unknown(name),
        };
    }

    /// <summary>Argo leaves a tag with none of its roots as it is, so it is only suspicious; text such as <c>{{.Names}}</c> is for another program.</summary>
    private static TagProblem? Unknown(string name)
    {
        if (!Dotted().IsMatch(name)) return null;
        var dot = name.IndexOf('.');
        var (root, rest) = dot < 0 ? (name, "") : (name[..dot], name[dot..]);
        var hint = DidYouMean.Closest(root, Roots) is { } closest ? $"; did you mean '{closest}{rest}'?" : "";
        return new TagProblem($"'{name}' is no variable{hint}", Severity: Severity.Warning);
    }

    private static TagProblem OnlyIn(string name, string place) => new($"'{name}' is known only in {place}");

    [GeneratedRegex(@"^[A-Za-z_][-\w]*(\.[-\w]+)*\z")]
    private static partial Regex Dotted();
}
