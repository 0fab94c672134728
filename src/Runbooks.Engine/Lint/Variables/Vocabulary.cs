using System.Text.RegularExpressions;
using Runbooks.Engine.Expressions.Checking;
using Runbooks.Engine.Templating;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Variables;

/// <summary>The variables that a tag can name at one place of a document: those of the workflow, and of the template, steps and item around it.</summary>
internal sealed partial record Vocabulary(LintContext Context, WorkflowVariables Workflow)
{
    private static readonly string[] Roots = ["workflow", "inputs", "outputs", "steps", "tasks", "item", "pod", "node"];
    /// <summary>One for each of them.</summary>
    private static readonly string[] Samples =
        ["workflow.name", "inputs.parameters.NAME", "outputs.parameters.NAME", "steps.NAME.outputs.result", "tasks.NAME.outputs.result", "item.KEY", "pod.name", "node.name"];

    private static readonly string[] ExpressionRoots = [.. Roots, "retries", "lastRetry"];

    public TemplateVariables? Template { get; init; }

    public StepVariables? Steps { get; init; }

    public ItemVariables? Item { get; init; }

    /// <summary>In a metric.</summary>
    public MetricVariables? Metric { get; init; }

    /// <summary>The same variables, for expressions: there they are in maps.</summary>
    public ExpressionVariables Variables => new(Metric is null ? ExpressionRoots : [.. ExpressionRoots, .. MetricVariables.Roots], CheckMember, TypeOf);

    /// <summary>For an inline template: what the step around it sees, and so does the template.</summary>
    public Vocabulary? Around { get; init; }

    /// <param name="reader">The step that reads, or null for the template's outputs.</param>
    /// <param name="afterIt">What reads comes after the step: a hook of it.</param>
    public Vocabulary WithSteps(TemplateSite site, StepSite? reader, bool afterIt = false) => this with { Steps = new StepVariables(Context, site, reader, afterIt) };

    public Vocabulary WithItem(StepSite loop) => this with { Item = new ItemVariables(Context, loop) };

    /// <summary>What is wrong with a tag here.</summary>
    /// <param name="result">What it must give, if it is an expression; null if that doesn't matter.</param>
    public IEnumerable<TagProblem> Check(Tag tag, StaticType? result = null)
    {
        if (tag.Expression is { } expression) return CheckExpression(expression, result);
        // What the name of the outer tag will be, is known only at run time.
        if (tag.Inner.Any()) return tag.Inner.SelectMany(inner => Check(inner).Select(problem => problem with { Offset = problem.Offset + inner.Offset - tag.Offset }));
        if (tag.Name.TrimStart().StartsWith('=')) return [new TagProblem("an expression tag begins with '{{=', without blanks in between; this one stays as it is", "suspicious-expression", Severity.Warning)];
        return Check(tag.Name) is { } problem ? [problem] : [];
    }

    /// <summary>What is wrong with a tag's name here, or null.</summary>
    public TagProblem? Check(string name)
    {
        if (Metric?.Knows(name) == true) return null;
        var problem = CheckHere(name);
        if (problem is null || Around is null) return problem;
        if (Around.Check(name) is not { } around) return null;
        return OnlyAroundHas(name) ? around : problem;
    }

    private bool OnlyAroundHas(string name) => name.Split('.')[0] switch
    {
        "item" => Item is null,
        "steps" or "tasks" => Steps is null,
        _ => false,
    };

    private TagProblem? CheckHere(string name)
    {
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

    private IEnumerable<TagProblem> CheckExpression(TagExpression tag, StaticType? result)
    {
        const int before = TagExpression.Begin;
        if (tag.Expression is not { } expression) return [new TagProblem(SyntaxComplaint(tag), "invalid-expression", Offset: before + tag.Error!.Offset)];
        var problems = ExpressionCheck.Check(expression, Variables, result);
        if (problems.Count > 0 && ExpressionCheck.IsForeign(expression, Variables))
            return [problems[0] with { Message = $"the tag stays as it is: {problems[0].Message}", Rule = "unknown-variable", Severity = Severity.Warning, Offset = before + problems[0].Offset }];
        return problems.Select(problem => problem with { Offset = before + problem.Offset });
    }

    private static string SyntaxComplaint(TagExpression tag) => tag.Text.Contains("{{", StringComparison.Ordinal)
        ? $"there can be no tag within an expression: name the variable itself ({tag.Error!.Message})"
        : tag.Text.Count(c => c == '{') > tag.Text.Count(c => c == '}') ? $"{tag.Error!.Message}; a tag ends at its first '}}}}': put a blank between closing braces"
        : tag.Error!.Message;

    /// <summary>What is wrong with a member that an expression reads, or null: a variable, or a map of them.</summary>
    private TagProblem? CheckMember(string name) => Metric?.IsMap(name) == true ? null : CheckMemberHere(name) is { } problem && (Around is null || Around.CheckMember(name) is not null) ? problem : null;

    private TagProblem? CheckMemberHere(string name) => name.Split('.') switch
    {
        ["workflow"] => null,
        ["workflow", "creationTimestamp"] => new TagProblem("'workflow.creationTimestamp' is a map of formats here, and no time; name one: 'workflow.creationTimestamp.RFC3339'", "suspicious-expression", Severity.Warning),
        ["inputs" or "outputs" or "pod" or "node"] => Template is null ? OnlyIn(name, "a template") : null,
        ["steps"] or ["tasks"] => Check($"{name}.name") ?? (Steps is null ? OnlyIn(name, "steps or a dag, and their outputs") : null),
        ["lastRetry"] => Check("lastRetry.status"),
        ["steps" or "tasks", var step, ..] when IsMap(name) => Check($"{name.Split('.')[0]}.{step}.status"),
        // To an expression, a key that an item doesn't have is nil.
        ["item", _, ..] => Check(name) is { } problem ? problem with { Severity = Severity.Warning } : null,
        _ => IsMap(name) ? null : Check(name),
    };

    private bool IsMap(string name) => name.Split('.') switch
    {
        ["workflow", ..] => Workflow.IsMap(name),
        ["inputs", "parameters"] or ["inputs", "artifacts"] or ["outputs", "parameters" or "artifacts"] => true,
        ["inputs" or "outputs" or "pod" or "node" or "steps" or "tasks" or "lastRetry"] or ["outputs", "parameters", _] => true,
        ["steps" or "tasks", not "name"] or ["steps" or "tasks", _, "outputs"] or ["steps" or "tasks", _, "outputs", "parameters" or "artifacts"] => true,
        _ => false,
    };

    private StaticType? TypeOf(string name)
    {
        if (CheckMember(name) is not null) return null;
        if (IsMap(name) || Metric?.IsMap(name) == true) return StaticType.Map;
        if (name is "item" or ['i', 't', 'e', 'm', '.', ..]) return (Item ?? Around?.Item)?.TypeOf(name);
        return name.Contains(".artifacts.", StringComparison.Ordinal) && !name.EndsWith(".path", StringComparison.Ordinal) ? null : StaticType.String;
    }

    /// <summary>Argo leaves a tag with none of its roots as it is, so it is only suspicious; text such as <c>{{.Names}}</c> is for another program.</summary>
    private static TagProblem? Unknown(string name)
    {
        if (!Dotted().IsMatch(name)) return null;
        var dot = name.IndexOf('.');
        var (root, rest) = dot < 0 ? (name, "") : (name[..dot], name[dot..]);
        if (Array.IndexOf(Roots, name) is >= 0 and var at) return new TagProblem($"'{name}' alone is no variable, and stays as it is; say what of it: '{Samples[at]}'", Severity: Severity.Warning);
        var hint = DidYouMean.Closest(root, Roots) is { } closest ? $"; did you mean '{closest}{rest}'?" : "";
        return new TagProblem($"'{name}' is no variable{hint}", Severity: Severity.Warning);
    }

    private static TagProblem OnlyIn(string name, string place) => new($"'{name}' is known only in {place}");

    [GeneratedRegex(@"^[A-Za-z_][-\w]*(\.[-\w]+)*\z")]
    private static partial Regex Dotted();
}
