using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Compilation;

/// <summary>One output parameter of a steps or dag template: <c>valueFrom.parameter</c>, with its default.</summary>
internal sealed class CompiledOutput(Parameter parameter)
{
    private readonly TextTemplate _source = TextTemplate.Parse(parameter.ValueFrom?.Parameter ?? parameter.Value?.Text ?? "");

    public string Name => parameter.Name;

    /// <exception cref="UnresolvedTagException">The source has no value, and there is no default.</exception>
    public string ValueIn(Scope scope) =>
        parameter.ValueFrom?.Default is { } fallback && _source.Tags.Any(tag => scope.Find(tag.Name) is null) ? fallback.Text : _source.Fill(scope);
}
