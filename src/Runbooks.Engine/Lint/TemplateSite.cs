using Runbooks.Engine.Argo;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint;

/// <summary>A template and its place in the document.</summary>
internal sealed class TemplateSite
{
    private readonly Dictionary<string, StepSite> _stepsByName = new(StringComparer.Ordinal);

    public TemplateSite(Template template, string path)
    {
        (Template, Path) = (template, path);
        Steps =
        [
            .. (template.Steps ?? []).SelectMany((group, g) => group.Select((step, s) => new StepSite(step, g, JsonPath.Index(JsonPath.Index($"{path}.steps", g), s)))),
            .. (template.Dag?.Tasks ?? []).Select((task, i) => new StepSite(task, -1, JsonPath.Index($"{path}.dag.tasks", i))),
        ];
        Dependencies = new TaskDependencies(template.Dag);
        foreach (var site in Steps.Where(site => site.Step.Name.Length > 0)) _stepsByName.TryAdd(site.Step.Name, site);
    }

    public Template Template { get; }

    /// <summary><c>spec.templates[2]</c></summary>
    public string Path { get; }

    /// <summary>The steps of all groups, in order; for a dag, its tasks.</summary>
    public IReadOnlyList<StepSite> Steps { get; }

    /// <summary>Which of the dag's tasks waits for which.</summary>
    public TaskDependencies Dependencies { get; }

    /// <summary>The field that says what the template does: <c>container</c>, <c>script</c>, <c>steps</c>, <c>dag</c>, <c>suspend</c>, <c>http</c>, <c>plugin</c>; of several, the first.</summary>
    public string? Kind => Kinds.FirstOrDefault();

    public IEnumerable<string> Kinds =>
        from kind in new (string Name, object? Body)[]
            { ("container", Template.Container), ("steps", Template.Steps), ("dag", Template.Dag), ("script", Template.Script), ("resource", Template.Resource), ("suspend", Template.Suspend), ("http", Template.Http), ("plugin", Template.Plugin) }
        where kind.Body is not null
        select kind.Name;

    /// <summary>It runs as a Pod of its own, or would in Argo: its node is of that type.</summary>
    public bool IsPod => Kind is "container" or "script" or "resource";

    /// <summary>It only calls other templates.</summary>
    public bool HasSteps => Kind is "steps" or "dag";

    public StepSite? Find(string step) => _stepsByName.GetValueOrDefault(step);

    public IEnumerable<string> StepNames => _stepsByName.Keys;

    /// <summary>How messages call it.</summary>
    public override string ToString() => Template.Name.Length > 0 ? $"template '{Template.Name}'" : "the template";
}
