using Runbooks.Engine.Argo;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint;

/// <summary>A template and its place in the document.</summary>
internal sealed class TemplateSite
{
    private readonly Dictionary<string, StepSite> _stepsByName = new(StringComparer.Ordinal);

    /// <param name="around">The step that it is inline in.</param>
    public TemplateSite(LintContext context, Template template, string path, StepSite? around = null)
    {
        (Context, Template, Path, Around) = (context, template, path, around);
        Steps =
        [
            .. (template.Steps ?? []).SelectMany((group, g) => group.Select((step, s) => new StepSite(this, step, g, JsonPath.Index(JsonPath.Index($"{path}.steps", g), s)))),
            .. (template.Dag?.Tasks ?? []).Select((task, i) => new StepSite(this, task, -1, JsonPath.Index($"{path}.dag.tasks", i))),
        ];
        Dependencies = new TaskDependencies(template.Dag);
        foreach (var site in Steps.Where(site => site.Step.Name.Length > 0)) _stepsByName.TryAdd(site.Step.Name, site);
    }

    /// <summary>The document that it stands in.</summary>
    public LintContext Context { get; }

    public Template Template { get; }

    /// <summary>The step or task that it is inline in; null for a template with a name.</summary>
    public StepSite? Around { get; }

    /// <summary>Itself, and all templates inline in its steps.</summary>
    public IEnumerable<TemplateSite> WithInline => Steps.Select(step => step.Inline).OfType<TemplateSite>().SelectMany(inline => inline.WithInline).Prepend(this);

    /// <summary><c>spec.templates[2]</c></summary>
    public string Path { get; }

    /// <summary>The steps of all groups, in order; for a dag, its tasks.</summary>
    public IReadOnlyList<StepSite> Steps { get; }

    /// <summary>Which of the dag's tasks waits for which.</summary>
    public TaskDependencies Dependencies { get; }

    /// <summary>The field that says what the template does: <c>container</c>, <c>script</c>, <c>steps</c>, <c>dag</c>, <c>suspend</c>, <c>http</c>, <c>data</c>, <c>plugin</c>; of several, the first.</summary>
    public string? Kind => Kinds.FirstOrDefault();

    public IEnumerable<string> Kinds =>
        from kind in new (string Name, object? Body)[]
            { ("container", Template.Container), ("containerSet", Template.ContainerSet), ("steps", Template.Steps), ("dag", Template.Dag), ("script", Template.Script), ("resource", Template.Resource), ("suspend", Template.Suspend), ("http", Template.Http), ("data", Template.Data), ("plugin", Template.Plugin) }
        where kind.Body is not null
        select kind.Name;

    /// <summary>It runs as a Pod of its own, or would in Argo: its node is of that type.</summary>
    public bool IsPod => Kind is "container" or "containerSet" or "script" or "resource" or "data";

    /// <summary>It only calls other templates.</summary>
    public bool HasSteps => Kind is "steps" or "dag";

    public StepSite? Find(string step) => _stepsByName.GetValueOrDefault(step);

    public IEnumerable<string> StepNames => _stepsByName.Keys;

    /// <summary>How messages call it.</summary>
    public override string ToString() => Around is not null ? $"the inline template of '{Around.Step.Name}'" : Template.Name.Length > 0 ? $"template '{Template.Name}'" : "the template";
}
