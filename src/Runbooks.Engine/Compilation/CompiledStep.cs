using Runbooks.Engine.Argo;
using Runbooks.Engine.Conditions;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Compilation;

/// <summary>One step, or one task of a dag, made ready to run.</summary>
internal sealed class CompiledStep
{
    public CompiledStep(Call step, int group, int index, CompiledTemplate owner, bool resultWanted)
    {
        Step = step;
        Name = TextTemplate.Parse(step.Name);
        Group = group;
        Index = index;
        Template = owner.Called(step.Inline is null ? owner.Scope.Key(step.Template, step.TemplateRef) : TemplateKey.Inline(owner.Key, step.Name));
        Arguments = [.. step.Arguments.Parameters.Select(argument => (argument.Name, Value(argument)))];
        Artifacts = [.. (step.Arguments.Artifacts ?? []).Select(artifact => new CompiledArtifact(artifact))];
        When = step.When is { Length: > 0 } when ? Condition(when) : null;
        WithParam = step.WithParam is { } list ? TextTemplate.Parse(list) : null;
        WithItems = step.WithItems is { Count: > 0 } items ? [.. items.Select(JsonTemplate.Compile)] : null;
        WithSequence = step.WithSequence is { } sequence ? new CompiledSequence(sequence) : null;
        Hooks = CompiledHooks.Of(step.OnExit, step.Hooks, owner.Scope);
        ResultWanted = resultWanted;
    }

    public Call Step { get; }

    /// <summary>What its nodes are called by; as in Argo, a step's may have tags.</summary>
    public TextTemplate Name { get; }

    /// <summary>Which group of the template; -1 for a task.</summary>
    public int Group { get; }

    /// <summary>Which member of the group, or which task of the dag.</summary>
    public int Index { get; }

    /// <summary>The key of the template that it calls.</summary>
    public TextTemplate Template { get; }
    public IReadOnlyList<(string Name, TextTemplate? Value)> Arguments { get; }

    /// <summary>The artifacts that it gives.</summary>
    public IReadOnlyList<CompiledArtifact> Artifacts { get; }

    public WhenCondition? When { get; }
    public TextTemplate? WithParam { get; }

    /// <summary>Argo doesn't expand a literal empty list: it counts as no loop.</summary>
    public IReadOnlyList<JsonTemplate>? WithItems { get; }

    public CompiledSequence? WithSequence { get; }

    /// <summary>Null if it has none.</summary>
    public CompiledHooks? Hooks { get; }

    /// <summary>A sibling or the template's outputs read <c>outputs.result</c> of this step: it is captured only then.</summary>
    public bool ResultWanted { get; }

    /// <summary>The list of the loop can be known before any other step of the template has run.</summary>
    public bool ListIsFixed => WithItems is not null || !(WithParam?.Tags ?? WithSequence?.Tags ?? []).Any(ReadsAStep);

    public bool IsLoop => WithParam is not null || WithItems is not null || WithSequence is not null;

    private static bool ReadsAStep(Tag tag) => tag.Reads("steps") || tag.Reads("tasks");

    private static TextTemplate? Value(Parameter argument) =>
        (argument.Value ?? argument.Default) is { } value ? TextTemplate.Parse(value.Text) : null;

    private static WhenCondition Condition(string text) =>
        WhenCondition.TryParse(text, out var condition, out var error) ? condition : throw new ArgumentException(error);
}
