using System.Text.Json;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Compilation;

/// <summary>
/// Which nodes the Pods of a steps or dag template go to: what it says holds for the templates that its own steps call, where those say
/// nothing themselves.
/// </summary>
internal sealed class CompiledPlacement
{
    private readonly JsonTemplate _settings;

    private CompiledPlacement(Template settings) => _settings = JsonTemplate.Compile(JsonSerializer.SerializeToNode(settings, ArgoJson.Options));

    public static CompiledPlacement? Of(Template template) => template is { Steps: null, Dag: null } or { NodeSelector: null, Affinity: null, Tolerations: null }
        ? null
        : new CompiledPlacement(new Template { NodeSelector = template.NodeSelector, Affinity = template.Affinity, Tolerations = template.Tolerations });

    /// <param name="scope">What the steps or dag template can see.</param>
    /// <exception cref="UnresolvedTagException">A tag has no value.</exception>
    public Template PutUnder(Template leaf, Scope scope)
    {
        var settings = _settings.Fill(scope).Deserialize<Template>(ArgoJson.Options)!;
        return leaf with
        {
            NodeSelector = leaf.NodeSelector ?? settings.NodeSelector,
            Affinity = leaf.Affinity ?? settings.Affinity,
            Tolerations = leaf.Tolerations ?? settings.Tolerations,
        };
    }
}
