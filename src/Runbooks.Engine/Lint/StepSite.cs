using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Lint;

/// <summary>A step and the group it is in, or a dag's task, and its place in the document.</summary>
internal sealed class StepSite
{
    /// <param name="owner">The template that it is a step of.</param>
    public StepSite(TemplateSite owner, Call step, int group, string path)
    {
        (Owner, Step, Group, Path) = (owner, step, group, path);
        Inline = step.Inline is { } inline ? new TemplateSite(owner.Context, inline, $"{path}.inline", this) : null;
    }

    public TemplateSite Owner { get; }

    public Call Step { get; }

    /// <summary>-1 for a task.</summary>
    public int Group { get; }

    /// <summary><c>spec.templates[2].steps[0][1]</c></summary>
    public string Path { get; }

    /// <summary>How messages call it.</summary>
    public string What => Step is DagTask ? "task" : "step";

    /// <summary>It runs once for each item. A literal empty list is no loop, as in Argo.</summary>
    public bool IsLoop => Step.WithParam is { Length: > 0 } || Step.WithItems is { Count: > 0 } || Step.WithSequence is not null;

    /// <summary>Its own template, if that stands in the step.</summary>
    public TemplateSite? Inline { get; }

    /// <summary>The template that it calls; null if it isn't known before the run.</summary>
    public TemplateSite? Called => Inline ?? Owner.Context.Find(Step.Template, Step.TemplateRef);

    /// <summary>Which template it calls is known only in the run.</summary>
    public bool IsDynamic => Inline is null && (HasTags(Step.Template) || HasTags(Step.TemplateRef?.Name) || HasTags(Step.TemplateRef?.Template));

    private static bool HasTags(string? text) => text is not null && TextTemplate.MayHaveTags(text);
}
